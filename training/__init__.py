"""Example texts, and how the learned layer of understanding learns from them."""
