"""A window with the same buttons as 首页, for offices with WPS or without macros (面板).

It works on the closed master, as the commands do.
"""
