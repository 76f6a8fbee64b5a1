"""One name written in many ways becomes one key: case, accents, word order, romanisation."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping

# Each row is one Korean syllable as North, South and scholars write it, or a firm's short form; the
# first stands for all. Some Chinese and English words fall together with them: a search should
# rather find one name too many than miss one.
SAME = """
ri lee yi rhee li
pak park bak pack
choe choi choy
jong chong jung chung jeong cheong
kim gim
jon chon jeon cheon
jo cho
jang chang
jin chin
ju joo chu
jun joon chun choon
jae chae
un eun
yong young yeong ryong
hyon hyun hyeon
hyok hyuk hyeok
hyong hyung hyeong
chol chul cheol
kyong kyung gyeong gyong
myong myung myeong
pyong byong byung pyung pyeong byeong
song sung seong
sok suk seok
son sun seon soon
so seo suh
su soo
hun hoon
hui hee
kun gun geun
kuk guk gook kook
kang gang
ku koo gu goo
ko go koh goh
ki gi
kil gil
kwang gwang
kwon gwon
mun moon
mu moo
no ro roh noh
ryu yu yoo you
rim im lim yim
ryang yang
ryom yom yeom
o oh
an ahn
paek baek paik baik
pae bae
pang bang
pong bong
pok bok
pu bu boo
pom bom beom
tan dan
to do
kap gap
kum gum geum
sin shin
sim shim
tae dae
tok dok deok
tong dong
tu du doo
won weon
u woo wu
uk ook wook
corporation corp
company co
limited ltd
general gen
"""
_FIRMS = 4  # the last rows are no syllables
_MORE_SYLLABLES = (
    "ho il ha hak hwa hye ik in ja nam min mi pom pil rak ran rok sam sang se si ung yun yon"
)

_ROWS = [row.split() for row in SAME.strip().splitlines()]
_FIRST: Mapping[str, str] = {word: row[0] for row in _ROWS for word in row}
_SYLLABLES = {word for row in _ROWS[:-_FIRMS] for word in row} | set(_MORE_SYLLABLES.split())
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"} | dict.fromkeys("’‘ʼʻ´“”", "")
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_A_WORD = re.compile(r"[^\w\n]+|_+")
_WEAK = re.compile(r"\b[afn]\.k\.a\.\s*['‘](.+?)['’](?=\s*(?:[;.]|$))")


def name_keys(names: Iterable[str]) -> list[str]:
    """Return, for each name, the form under which it is compared with others.

    "KIM, Jong Un", "Kim Jong-un" and "Gim Jeongeun" have one key. Accents, case, hyphens, dots and
    the order of words do not count; letters of other scripts stay as they are.
    """
    # One long text: a list has some 60,000 names, and each step over all at once is quick.
    lines = [" ".join(name.split()) for name in names]
    if not lines:
        return []
    other = [at for at, line in enumerate(lines) if not line.isascii()]
    if other:
        text = unicodedata.normalize("NFKD", "\n".join(lines[at] for at in other))
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", text)).casefold().translate(_LETTERS)
        for at, line in zip(other, text.split("\n"), strict=True):
            lines[at] = line
    text = "\n".join(lines)
    text = text.casefold()
    for sign in "'.`\"":
        text = text.replace(sign, "")
    return [_key(line) for line in _NOT_A_WORD.sub(" ", text).split("\n")]


def weak_names(remarks: str) -> list[str]:
    """Return the names that OFAC's CSV set puts into the remarks: ``a.k.a. 'KOMID'``."""
    return _WEAK.findall(remarks) if ".k.a." in remarks else []


def _key(line: str) -> str:
    words = [part for word in line.split() for part in _parts(word)]
    return " ".join(sorted(words))


@functools.lru_cache(maxsize=100_000)
def _parts(word: str) -> tuple[str, ...]:
    """Return one word in its common form; two syllables written as one become two words."""
    if word in _FIRST:
        return (_FIRST[word],)
    # The longest first syllable: "jongun" is jong and un, not jon and gun.
    for at in range(len(word) - 2, 1, -1):
        head, tail = word[:at], word[at:]
        if head in _SYLLABLES and tail in _SYLLABLES:
            return (_FIRST.get(head, head), _FIRST.get(tail, tail))
    return (word,)
