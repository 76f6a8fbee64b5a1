"""Arguments to test with: random ones that do not rest on themselves, and those of the essays."""

from __future__ import annotations

from hypothesis import strategies as st

from nexus.essays.argument import Argument, Reason, in_order

CLAIMS = tuple(f"H{paragraph:02d}.{number}" for paragraph in (1, 2, 3) for number in (1, 2, 3, 4))


@st.composite
def arguments(draw: st.DrawFn) -> Argument:
    """Return an argument with single and joint reasons and with needed premises.

    What holds a claim stands before it in a shuffled order, so that none rests on itself.
    """
    order = draw(st.permutations(CLAIMS).map(lambda ids: ids[: draw(st.integers(1, len(ids)))]))
    reasons: set[Reason] = set()
    needs: dict[str, tuple[str, ...]] = {}
    for place, claim in enumerate(order[1:], 1):
        below = st.sets(st.sampled_from(order[:place]), min_size=1, max_size=3)
        for premises in draw(st.lists(below, max_size=3)):
            reasons.add(Reason(tuple(in_order(premises)), claim))
        if draw(st.booleans()):
            needs[claim] = tuple(in_order(draw(below)))
    by_conclusion = sorted(reasons, key=lambda one: (one.conclusion, one.premises))
    return Argument(tuple(in_order(order)), tuple(by_conclusion), needs, ())


def subsets(whole: Argument) -> st.SearchStrategy[set[str]]:
    """Return a strategy of claims to reject."""
    return st.sets(st.sampled_from(whole.claims))
