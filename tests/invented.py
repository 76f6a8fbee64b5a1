"""Two invented essays of 7 and 14 paragraphs, since the real ones may not stand in the project.

They have what makes real ones hard to find: curly quotes, dashes, hyphens inside words, accents,
abbreviations, numbers, a short paragraph.
"""

from __future__ import annotations

import random

WORDS = """
able above across after again almost along already although among apple arrow autumn basket bakery
barrel before behind below beside between bicycle blanket bottle bridge bright broken brother
builder butter button cabin candle carpet castle cellar chimney circle clever closer cloud coffee
copper corner cotton cousin cradle crooked curtain daily deeper dinner distant doctor double drawer
early eastern easily elder empty engine evening every fabric farmer feather fellow fiddle finger
flower follow forest garden gather gentle giant glacier golden grandmother gravel green hammer
harbour heavy helper hidden hollow honest island jacket jolly kettle kitchen ladder lantern later
lemon letter little lively lonely market meadow merry middle mirror modest morning mountain narrow
needle never northern novel number ocean often orange orchard other outside oven paper parcel
partly pencil people pepper picture pillow pleasant pocket polite pottery quarter quickly quiet
rabbit railway rather ribbon river rough saddle season second seldom shadow shallow sheep shelter
shoulder silver simple slowly somewhere southern sparrow spring station steady summer sunday supper
swallow table tailor tender thirsty thunder timber together travel under uncle upper valley velvet
village violin walnut water weather western whisper window winter wooden yellow yesterday
"""
SPECIAL = (
    *("long-term", "baker’s", "naïve", "1987", "12,000", "U.S.", "“half of it,”", "boats—and"),
    *("don’t", "north-eastern", "(or so)", "café", "‘mill’", "3.5"),
)
LONG, SHORT = (5, 8), (2, 3)  # sentences of a paragraph


def essay(letter: str, paragraphs: int, seed: int) -> dict[str, str]:
    """Return an essay's paragraphs by number; the same for the same seed."""
    dice = random.Random(seed)
    return {
        f"{letter}{number:02}": " ".join(
            _sentence(dice) for _ in range(dice.randint(*(SHORT if number == 3 else LONG)))
        )
        for number in range(1, paragraphs + 1)
    }


def _sentence(dice: random.Random) -> str:
    known = WORDS.split()
    words = [dice.choice(known) for _ in range(dice.randint(11, 19))]
    words[dice.randrange(1, len(words) - 1)] = dice.choice(SPECIAL)
    if dice.random() < 0.5:
        words[dice.randrange(1, len(words) - 1)] += ","
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


SEVEN = essay("H", 7, seed=7)
FOURTEEN = essay("C", 14, seed=14)
NEITHER = "\n\n".join(essay("X", 6, seed=99).values())


def page(paragraphs: dict[str, str], between: str = "\n\n") -> str:
    """Return an essay as a reader pastes it from a page without anything else."""
    return between.join(paragraphs.values())
