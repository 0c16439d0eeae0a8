"""What an operator can give the site for a look of its own: an accent, a logo, words.

The law of this folder: settings in, values out. It draws nothing and serves nothing, and what
cannot be used raises ConfigurationError that names the setting.
"""
