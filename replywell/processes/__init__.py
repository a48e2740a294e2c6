"""How Replywell runs: the three processes, and the one command that runs them together."""
