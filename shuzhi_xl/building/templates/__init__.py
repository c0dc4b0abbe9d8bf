"""The templates of the workbooks for branches, with named places (模板)."""
