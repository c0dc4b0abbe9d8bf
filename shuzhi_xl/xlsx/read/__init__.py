"""Reading returned files twice and independently (两种读法)."""
