"""webchat, a chat site for an agent that stands behind a sessions API."""
