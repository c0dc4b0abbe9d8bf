"""Words of 读票: its workbooks, its closing sentences."""
