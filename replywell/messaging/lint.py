"""Privacy lint: what a text must not hold, because anybody may read it on a locked screen.

45 CFR 164.502(b), minimum necessary: no diagnosis, test or medicine, no date of birth, no number of somebody
else, no shortened address (carriers block those). Wordings are refused for a finding, a person's words warned.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_noop as _


@dataclass(frozen=True)
class Finding:
    """One finding: a short code, and words for the person who wrote it. Never the words found."""

    code: str
    words: str


_PHONE = re.compile(r"(?<![\d-])(?:\+?1[ .-]?)?(?:\(\d{3}\)\s?|\d{3}[ .-]?)\d{3}[ .-]?\d{4}(?![\d-])|\+\d{8,15}")
_SSN = re.compile(r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)|\b(?:ssn|social security|seguro social)\b", re.IGNORECASE)
_BORN = re.compile(
    r"\b(?:dob|d\.o\.b|date of birth|born (?:on|in)|birth ?date|fecha de nacimiento|nacid[oa] el)\b"
    r"|(?<!\d)(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-](?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)",
    re.IGNORECASE,
)
_SHORTENER = re.compile(
    r"\b(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|buff\.ly|rebrand\.ly|cutt\.ly|shorturl\.at|rb\.gy)(?:/|\b)",
    re.IGNORECASE,
)
# Whole words or beginnings (a trailing *) that tell of an illness, a test or a medicine. Both languages.
_CLINICAL = """
diagnos* biops* chemo* radiotherap* oncolog* cancer tumor* malignan* metasta* leukemi* lymphom* melanom* quimioterap*
hiv sida vih hepatitis herpes chlamydia clamidia gonorrh* gonorrea syphilis sifilis std sti papilloma
diabet* insulin* a1c hemoglobin* glucose glucosa cholesterol colesterol hypertens* hipertens* asthma asma copd epoc
depress* depresi* anxiety ansiedad bipolar schizo* esquizo* psych* psiqui* adhd tdah dement* alzheimer* autis* epilep*
pregnan* embaraz* abort* miscarr* fertil* contracep* anticoncep* mammogr* mamogr* colonosc* endosc* ultrasound ecograf*
dialys* dialisis addict* adiccion* rehab* methadone metadona suboxone buprenorphin* naloxone opioid*
oxycodone hydrocodone metformin* lisinopril atorvastatin* amlodipine levothyrox* omeprazol* losartan
gabapentin* sertralin* fluoxetin* escitalopram amoxicil* azithromyc* ibuprofen* prednison*
warfarin* ozempic wegovy xanax alprazolam adderall viagra
prozac zoloft lipitor eliquis humira truvada
"""
_WHOLE = frozenset(word for word in _CLINICAL.split() if not word.endswith("*"))
_BEGINNINGS = frozenset(word[:-1] for word in _CLINICAL.split() if word.endswith("*"))
_LENGTHS = sorted({len(word) for word in _BEGINNINGS})
_words = re.compile(r"\w{3,}").findall
_plain = str.maketrans("áéíóú", "aeiou")
_digits = re.compile(r"\D")

FOREIGN_PHONE = Finding("foreign_phone", _("it holds a phone number that is not the practice's."))
SSN = Finding("ssn", _("it looks like a Social Security number."))
BIRTH = Finding("birth_date", _("it looks like a date of birth, or one with a year."))
SHORT_LINK = Finding("short_link", _("it holds a shortened web address; carriers block those."))
CLINICAL = Finding("clinical", _("it names an illness, a test or a medicine; anybody may read a locked screen."))


def findings(text: str, ours: Collection[str] = ()) -> list[Finding]:
    """What must not be in `text`. `ours`: numbers that may stand in it, E.164."""
    found = []
    if any(char.isdigit() for char in text):
        known = {_digits.sub("", number)[-10:] for number in ours}
        if any(_digits.sub("", match)[-10:] not in known for match in _PHONE.findall(text)):
            found.append(FOREIGN_PHONE)
    if _SSN.search(text):
        found.append(SSN)
    if _BORN.search(text):
        found.append(BIRTH)
    if _SHORTENER.search(text):
        found.append(SHORT_LINK)
    if any(_is_clinical(word) for word in _words(text.lower().translate(_plain))):
        found.append(CLINICAL)
    return found


def _is_clinical(word: str) -> bool:
    return word in _WHOLE or any(word[:length] in _BEGINNINGS for length in _LENGTHS)
