"""Settings, secrets and report files: what lies on the disk or in the keyring."""
