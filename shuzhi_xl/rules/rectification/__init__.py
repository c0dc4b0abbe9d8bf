"""The rectification list (整改清单; 通知 四、5): problems, replies, reminders, carry-over to next year."""
