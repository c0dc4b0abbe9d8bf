"""What the reader makes of very many simulated ballots (make scan-bench)."""
