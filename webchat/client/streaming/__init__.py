"""The bytes of a stream to its events, in stages.

The law of this folder: a stage is a generator over the one before it, with no I/O and no clock
of its own (``line_ends``, ``blocks``, ``server_sent_events``, ``session_events``), and pulls no
more than it needs for the next event. Only ``connection`` touches the network.
"""
