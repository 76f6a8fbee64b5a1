"""Nexus: a seminar in notebooks on North Korea's security and human rights.

``import nexus`` is quick: what is heavy is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nexus.case import Case

__version__ = "0.1.0"


def set_up(*, projector: bool = False) -> Case:
    """Prepare a notebook and return its case. Every notebook starts with this one line.

    Parameters
    ----------
    projector: everything one and a half times as large.

    Raises
    ------
    DataError: where a data file is damaged; a notebook shows it as one sentence.
    """
    from IPython.display import display

    from nexus import own, show
    from nexus.case import load
    from nexus.study import answers

    show.speak_plainly()
    case = load()
    sentence = (
        f"Ready. The record holds {len(case.events)} events and {len(case.sources)} sources, "
        f"{int(case.sources['primary'].sum())} of them primary."
    )
    kept = ["What you keep goes to the folder my-work.", *answers.trouble(own.work_folder())]
    display(show.set_up(sentence, kept=" ".join(kept), projector=projector))
    return case
