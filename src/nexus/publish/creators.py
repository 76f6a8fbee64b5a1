"""One cell of authors becomes creators: a person in two parts only where that is certain.

Where it is doubtful a creator stays one literal name. A wrong split files "Kim Jong Un" under Un;
a literal name files it as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Creator:
    """Whoever made a text: family and given name (and Jr.), or one literal name alone."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


# First names with which a name of two words is a person, given name first. None of them is also a
# family name in Korean, Chinese or Japanese, or the first word of an institution in the table.
_GIVEN_NAME = re.compile(
    r"Alexander|Andrew|Anthony|Barry|Bernard|Bruce|Carl|Catherine|Christine|"
    r"Christopher|Dafna|Daniel|Danielle|David|Doug|Edward|Elizabeth|Emma|Eric|"
    r"George|Gilbert|Jack|James|Jane|Jay|Jennifer|Jessica|John|Jonathan|Joseph|"
    r"Karen|Katherine|Kathryn|Kevin|Laura|Leah|Leon|Lindsay|Madeleine|Marcus|"
    r"Marie|Mark|Martha|Mary|Matthew|Michael|Michelle|Nicholas|Patricia|Paul|"
    r"Peter|Rebecca|Richard|Robert|Roberta|Rosemary|Sam|Samuel|Scott|Sean|"
    r"Sebastian|Stella|Stephan|Stephen|Steven|Stuart|Susan|Thomas|Timothy|Tom|"
    r"Troy|Victor|Victoria|William|Zachary"
)
_INITIAL = r"[A-Z]\."
_WORD = r"[A-Z][\w'’]+(?:-[A-Z][\w'’]+)?"
# Two words; or initials in the middle, or an initial and a name before the family name.
_PERSON = re.compile(
    rf"(?P<given>{_WORD}(?: {_INITIAL})*|{_INITIAL} {_WORD})"
    rf" (?P<family>{_WORD})(?: (?P<suffix>[JS]r\.))?"
)
_INSTITUTION = re.compile(
    r"\b(?:Agency|Center|Centre|College|Commission|Committee|Council|Foundation|Fund|Group|Institute"
    r"|Library|News|Office|Police|Press|Project|School|Society|Times|University)\b"
)


def creators(cell: str) -> list[Creator]:
    """Return the creators of a cell like ``Robert O. Keohane and Lisa L. Martin``.

    A semicolon always parts two creators. A comma or an "and" does so only where one of the parts
    is certainly a person: "Ministry of Commerce and General Administration of Customs" is one name.
    A part with a remark in brackets, like "(editors)", stays as it is: it may speak of all of them.
    """
    found = []
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        names = [name.strip() for name in re.split(r", and |, | and ", part)]
        split = [_creator(name) for name in names if name]
        certain = "(" not in part and any(one.family for one in split)
        found += split if certain else [Creator(literal=part)]
    return found


def _creator(name: str) -> Creator:
    match = _PERSON.fullmatch(name)
    if match is None or _INSTITUTION.search(name):
        return Creator(literal=name)
    given = match["given"]
    certain = re.search(_INITIAL, given) or _GIVEN_NAME.fullmatch(given)
    if not certain:
        return Creator(literal=name)
    return Creator(match["family"], given, match["suffix"] or "")
