"""The end of a text, while it grows: what is open, and when a piece of it is finished.

The law of this folder: what is finished after so many characters is decided by these characters
alone, never by how they were cut, so that any process that has the same text has the same blocks.
What has been finished never changes, and each step costs as much at the end of a text as at its
start.
"""
