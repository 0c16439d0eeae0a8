"""What the sessions API speaks of, one noun a file.

The law of this folder: no I/O. A model is frozen, is read by ``from_json`` from one JSON object,
keeps the fields it does not know in ``extra``, and keeps a value that its enum does not know as
plain text. What lacks a promised field, or has it in another type, raises MalformedAnswerError,
whose message names the field and never its value.
"""
