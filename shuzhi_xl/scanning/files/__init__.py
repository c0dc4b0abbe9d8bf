"""Files of pictures (扫描件): pages of PDF, TIFF, JPEG and PNG as grey arrays, within limits."""
