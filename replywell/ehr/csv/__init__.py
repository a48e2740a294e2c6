"""Patients and visits from CSV files."""
