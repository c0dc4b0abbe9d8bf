"""Filling templates with content (填写模板), by several processes where there are many."""
