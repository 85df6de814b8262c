from __future__ import annotations

from newsbot.cli.try_listings import SHOWN, entry_text


def test_what_is_not_shown_is_counted() -> None:
    entry = {
        "entry": 0,
        "kind": "category",
        "pages": [f"https://x/{n}" for n in range(SHOWN + 2)],
        "links": SHOWN + 11,
        "first": [{"url": "https://x/a"}],
        "refused": [{"link": "https://y/", "reason": "excluded"}],
    }
    lines = list(entry_text(entry))
    assert lines[0] == "discover[0] category: 12 pages, 21 links"
    assert [line for line in lines if "…" in line] == [
        "  … and 2 more read",
        "  … and 11 more links",
    ]
    assert lines[-1] == "  refused  https://y/: excluded"


def test_an_entry_without_links_says_where_to_read_on() -> None:
    entry = {"entry": 1, "kind": "json", "pages": ["x"], "links": 0, "first": [], "refused": []}
    lines = list(entry_text(entry))
    assert lines[0] == "discover[1] json: 1 page, 0 links"
    assert lines[-1].startswith("  no links: ")
    assert list(entry_text({**entry, "pages": []}))[1:] == ["  not read: why stands below"]
