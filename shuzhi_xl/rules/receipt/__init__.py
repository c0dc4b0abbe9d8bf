"""What becomes of a returned form (收回): counted, held, refused, a duplicate, or settled by the office."""
