"""Paper ballots read from pictures (读票): files of pictures, pages found on them, marks in their boxes.

Needs the packages of the extra ``paper``; only its child processes load them.
"""
