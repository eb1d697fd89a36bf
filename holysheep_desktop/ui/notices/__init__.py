"""What is told and asked beside a finding: strips, details, consent, dialogs."""
