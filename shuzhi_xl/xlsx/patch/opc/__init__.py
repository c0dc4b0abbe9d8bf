"""The package of a workbook ([ECMA-376] Open Packaging Conventions): its zip container and its XML parts."""
