from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.article import Contribution, Found, Origin, Rank
from newsbot.extraction.merge import merge


def said(origin: str, position: int = 0, url: str = "u", **fields: Found | str) -> Contribution:
    found = {n: Found(v, n) if isinstance(v, str) else v for n, v in fields.items()}
    return Contribution(origin=Origin(origin), url=url, fields=found, position=position)


@pytest.mark.parametrize(
    ("contributions", "headline"),
    [
        pytest.param(
            [said("listing", headline="a"), said("page", headline="b")],
            "b",
            id="page after listing",
        ),
        pytest.param(
            [said("content", headline="c"), said("page", headline="b")],
            "c",
            id="content after page",
        ),
        pytest.param(
            [said("listing", 2, headline="b"), said("listing", 1, headline="a")],
            "b",
            id="later listing",
        ),
        pytest.param(
            [said("listing", headline="a"), said("page", headline=Found("b", "r", Rank.METADATA))],
            "a",
            id="a rule of the source before metadata of a later answer",
        ),
        pytest.param(
            [said("listing", headline=Found("a", "r", Rank.GENERIC)), said("page", headline="b")],
            "b",
            id="a rule of the source before a guess",
        ),
        pytest.param(
            [said("listing", headline="a"), said("page", headline=" \n")],
            "a",
            id="blank says nothing",
        ),
        pytest.param(
            [said("listing", headline="a"), said("page", headline=Found(("", " "), "r"))],
            "a",
            id="a list of blanks says nothing",
        ),
        pytest.param([said("page", headline="")], None, id="nothing at all"),
        pytest.param([], None, id="no answer"),
    ],
)
def test_the_better_rank_wins_and_then_the_later_answer(contributions, headline) -> None:
    fields, _ = merge(contributions)
    assert (fields["headline"].value if "headline" in fields else None) == headline


def test_every_field_remembers_the_answer_that_gave_it() -> None:
    fields, bases = merge(
        [
            said("listing", url="list", headline="a", image="i.jpg"),
            said("page", url="page", headline="b", body_html="<p>"),
        ]
    )
    assert set(fields) == set(bases) == {"headline", "image", "body_html"}
    assert bases == {"headline": "page", "image": "list", "body_html": "page"}


answers = st.lists(
    st.builds(
        said,
        st.sampled_from(Origin),
        st.integers(0, 2),
        st.sampled_from(["u", "v", "w"]),
        headline=st.builds(
            Found, st.sampled_from(["", "a", "b"]), st.just("r"), st.sampled_from(Rank)
        ),
        authors=st.builds(
            Found,
            st.lists(st.sampled_from(["", "x"])).map(tuple),
            st.just("r"),
            st.sampled_from(Rank),
        ),
    ),
    max_size=6,
    unique_by=lambda c: (c.origin, c.position, c.url),
)


@settings(deadline=None)
@given(answers, st.randoms(use_true_random=False))
def test_the_order_in_which_answers_arrive_does_not_matter(
    contributions: list[Contribution], order: random.Random
) -> None:
    shuffled = contributions.copy()
    order.shuffle(shuffled)
    assert merge(shuffled) == merge(contributions)
