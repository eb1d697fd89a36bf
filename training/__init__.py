"""Training and measuring the SAEs in `resources/saes`; see README.md. The program never imports it."""
