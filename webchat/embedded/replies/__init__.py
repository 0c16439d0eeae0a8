"""Replies: from an agent's steps to what is streamed and what is stored.

The law of this folder: the wire format is made in ``wire``, the stored form in ``documents`` and
``composer``; nothing here knows of routes.
"""
