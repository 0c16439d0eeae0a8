"""Languages: what the interface says, in each of them.

The law of this folder: it knows Babel and the catalogues, and nothing of the site. Texts are
written in English where they are used; a catalogue gives them in another language.
"""
