"""Every sentence a user reads, in plain and polite Chinese."""
