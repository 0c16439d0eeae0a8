"""HTML of single things: code, formulas, and the list of what may reach the page.

The law of this folder: it knows no markdown; what it returns may stand on a page as it is.
"""
