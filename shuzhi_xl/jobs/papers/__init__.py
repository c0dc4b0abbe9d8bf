"""Papers that jobs make beside the workbooks that come back (会议材料、公文)."""
