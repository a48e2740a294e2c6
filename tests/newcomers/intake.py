"""What a newcomer writes into the intake, by the names of its fields."""

THEIRS = {
    "first_name": "Ana", "last_name": "Ruiz", "birth_date": "5/27/1984", "street": "1 Elm St", "city": "New York",
    "state": "NY", "zip": "10001", "emergency_contact": "Luis (212) 555-0190", "insurer": "Blue Plan",
    "member_id": "AB-77", "allergies_what": "Penicillin: a rash", "medications_none": "yes",
    "signature_name": "Ana Ruiz", "signature_tick": "yes",
}  # fmt: skip
