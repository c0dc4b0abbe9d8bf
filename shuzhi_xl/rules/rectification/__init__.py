"""The rectification list (整改清单): problems, replies, reminders, what next year carries over."""
