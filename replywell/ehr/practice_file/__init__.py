"""The practice definition: one YAML file for the practice, its places, people, calendars and numbers."""
