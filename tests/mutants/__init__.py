"""Each guard of what must always hold is taken away in turn; the test that guards the guard must then fail."""
