"""A real Flux0 server for the tests.

The law of this folder: what lies in ``agent`` runs inside the server, in a Python 3.13 and a
virtual environment of its own, and imports nothing of the project; the rest starts it.
"""
