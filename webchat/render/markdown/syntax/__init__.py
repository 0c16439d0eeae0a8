"""Markdown as it is read: the parser, and our own rules of it.

The law of this folder: what a block is depends on its own lines only, never on what stands before
it in the text or far behind it. That is why a text can be rendered block by block.
"""
