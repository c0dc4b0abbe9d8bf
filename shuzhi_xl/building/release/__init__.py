"""What leaves the project: the shipped workbooks and the bundle for an office (发布)."""
