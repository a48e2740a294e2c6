"""Finding one patient among a hundred thousand, and the address of a chart in the record system.

Under row-level security no index behind prefix or full-text operators is used (they are not leakproof), so the search
is a function of the owner. It takes the practice from `app.practice` and returns ids.
"""

import unicodedata

import django.db.models.deletion
from django.db import migrations, models

import replywell.common.tenancy


def _fold() -> tuple[str, str]:
    """Letters with their accents, and the same without; then what names are written with and nobody types."""
    pairs = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
    for code in range(0xC0, 0x250):
        plain = unicodedata.normalize("NFD", chr(code))[0]
        if plain.isascii():
            pairs[chr(code)] = plain.lower()
    spaces, gone = ".,-/()–", "'’‘`´\"\\"
    return "".join(pairs) + spaces + gone, "".join(pairs.values()) + " " * len(spaces)


FROM, TO = (text.replace("'", "''") for text in _fold())

SEARCH = f"""
CREATE FUNCTION folded(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT lower(translate(words, '{FROM}', '{TO}')) $$;
CREATE FUNCTION patient_words(practice_id bigint, first_name text, last_name text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT array_to_tsvector(
    array_remove(string_to_array(public.folded(left(first_name || ' ' || last_name, 400)), ' '), '')
    || ('#' || practice_id)) $$;

CREATE INDEX patients_by_words ON patients_patient USING gin (patient_words(practice_id, first_name, last_name));
CREATE INDEX patients_by_chart ON patients_patient (practice_id, lower(chart_id) text_pattern_ops);
CREATE INDEX contacts_by_first_digits ON patients_contact (practice_id, phone text_pattern_ops);
CREATE INDEX contacts_by_last_digits ON patients_contact (practice_id, reverse(phone) text_pattern_ops);
CREATE INDEX links_of_a_contact ON patients_contactlink (practice_id, contact_id);

CREATE FUNCTION find_patients(words text, born date, digits text, code text, most integer)
  RETURNS TABLE (patient_id bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here bigint := nullif(current_setting('app.practice', true), '')::bigint;
  wanted tsquery;
  past constant text := chr(1114111);
BEGIN
  IF here IS NULL THEN
    RETURN;
  END IF;
  SELECT ('''#' || here || '''' || string_agg(' & ''' || one || ''':*', ''))::tsquery INTO wanted
    FROM unnest(string_to_array(folded(words), ' ')) AS one WHERE one <> '';
  IF code <> '' THEN
    RETURN QUERY SELECT p.id FROM patients_patient p
     WHERE p.practice_id = here AND lower(p.chart_id) ~>=~ lower(code) AND lower(p.chart_id) ~<~ (lower(code) || past)
       AND (born IS NULL OR p.birth_date = born)
     ORDER BY lower(p.chart_id) USING ~<~ LIMIT most;
  END IF;
  IF wanted IS NOT NULL THEN
    RETURN QUERY SELECT p.id FROM patients_patient p
     WHERE p.practice_id = here AND patient_words(p.practice_id, p.first_name, p.last_name) @@ wanted
       AND (born IS NULL OR p.birth_date = born)
     ORDER BY p.active DESC, p.last_name, p.first_name, p.id LIMIT most;
  ELSIF born IS NOT NULL AND code = '' AND digits = '' THEN
    RETURN QUERY SELECT p.id FROM patients_patient p WHERE p.practice_id = here AND p.birth_date = born
     ORDER BY p.active DESC, p.last_name, p.first_name, p.id LIMIT most;
  END IF;
  IF digits <> '' THEN
    RETURN QUERY
      WITH called AS (
        (SELECT c.id FROM patients_contact c WHERE c.practice_id = here
          AND c.phone ~>=~ ('+1' || digits) AND c.phone ~<~ ('+1' || digits || past) LIMIT most)
        UNION
        (SELECT c.id FROM patients_contact c WHERE c.practice_id = here
          AND c.phone ~>=~ ('+' || digits) AND c.phone ~<~ ('+' || digits || past) LIMIT most)
        UNION
        (SELECT c.id FROM patients_contact c WHERE c.practice_id = here AND length(digits) > 3
          AND reverse(c.phone) ~>=~ reverse(digits) AND reverse(c.phone) ~<~ (reverse(digits) || past) LIMIT most))
      SELECT p.id FROM called
        JOIN patients_contactlink l ON l.practice_id = here AND l.contact_id = called.id AND l.ended_at IS NULL
        JOIN patients_patient p ON p.practice_id = here AND p.id = l.patient_id
       WHERE born IS NULL OR p.birth_date = born
       ORDER BY p.last_name, p.first_name, p.id LIMIT most;
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION find_patients FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_patients TO {replywell.common.tenancy.APP};
"""


class Migration(migrations.Migration):
    dependencies = [("patients", "0002_guard")]
    operations = [
        migrations.CreateModel(
            name="ChartAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "template",
                    models.TextField(
                        help_text="Where the record system shows a chart: https://ehr.example/chart/{chart_id}"
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="practices.practice",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="chartaddress",
            constraint=models.UniqueConstraint(fields=("practice",), name="one_chart_address"),
        ),
        migrations.AddIndex(
            model_name="patient",
            index=models.Index(fields=["practice", "birth_date"], name="patients_by_birth"),
        ),
        migrations.RunSQL(SEARCH, migrations.RunSQL.noop),
        replywell.common.tenancy.guard_room("patients", append_only=("ConsentEvent",)),
    ]
