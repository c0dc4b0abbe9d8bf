"""What every job needs around its own work: begin, log, finish, and the shared computations."""
