"""Measurements, run by ``make bench``: what the browser and the server spend.

The law of this folder: figures are printed, never asserted, each beside the floor's of the same
run (``floor.py``), since machines differ and are noisy. Only what makes a figure void is asserted.
"""
