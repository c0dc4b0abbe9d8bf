"""The workbooks that branches get, as templates with named places (模板)."""
