"""A page of a ballot on a picture: its corner marks and code found, and laid over its layout."""
