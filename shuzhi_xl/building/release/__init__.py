"""The deliverables: the shipped workbooks and the bundle for an office (发布)."""
