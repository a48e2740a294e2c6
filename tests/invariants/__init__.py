"""What must always hold, by number: facts across the rooms, and random days that look for a way out."""
