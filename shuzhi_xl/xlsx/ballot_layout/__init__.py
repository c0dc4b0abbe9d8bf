"""Where the boxes of an issued paper ballot lie (测评票的版式), read from its workbook, restyled or not."""
