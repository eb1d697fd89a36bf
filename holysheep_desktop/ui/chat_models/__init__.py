"""What any chat model is good for: a plain answer to compare with, and an explanation of a finding."""
