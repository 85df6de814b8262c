from __future__ import annotations

from newsbot.middlewares import rendering
from newsbot.middlewares.rendering import Scripts


def answer(size: int) -> dict[str, object]:
    return {"status": 200, "headers": {}, "body": b"x" * size}


def test_a_script_is_kept_for_the_next_page() -> None:
    scripts = Scripts()
    assert scripts.get("/a.js") is None
    scripts.keep("/a.js", answer(1))
    assert scripts.get("/a.js") == answer(1)


def test_the_oldest_scripts_go_where_there_is_no_room(monkeypatch) -> None:
    monkeypatch.setattr(rendering, "ROOM", 10)
    scripts = Scripts()
    for name in ("/a.js", "/b.js", "/c.js"):
        scripts.keep(name, answer(4))
    scripts.keep("/large.js", answer(11))
    kept = [name for name in ("/a.js", "/b.js", "/c.js", "/large.js") if scripts.get(name)]
    assert kept == ["/b.js", "/c.js"]
