"""The web: pages, forms and the socket, thin over what the other rooms do.

The law of this folder: a view checks who asks, calls one thing, and answers. What a person does
is an ordinary form or link; the socket only sends.
"""
