"""读票: scanned ballots become typing workbooks, and a sample of them is laid beside the pictures."""
