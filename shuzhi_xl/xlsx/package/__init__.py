"""The package of a workbook ([ECMA-376] OPC): its zip container and its XML parts."""
