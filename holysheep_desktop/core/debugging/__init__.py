"""Debugging: which features make a model answer a problematic prompt otherwise than a normal one."""
