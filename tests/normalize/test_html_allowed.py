import pytest

from newsbot.normalize.html_allowed import allow_attribute, keep_style, scheme_of, split_srcset


@pytest.mark.parametrize(
    ("tag", "name", "value", "allowed"),
    [
        ("p", "class", "x", True),
        ("p", "data-code", "<x>", True),
        ("p", 'data-"', "x", False),
        ("p", "onclick", "x", False),
        ("p", "id", "x", False),
        ("p", "href", "https://example.org/", False),
        ("a", "href", "x:y", False),
        ("a", "href", "/x:y", True),
        ("a", "href", "javascript&#58;x", False),
        ("a", "href", "javascript&#58x", False),
        ("a", "target", "_blank", True),
        ("a", "target", "win", False),
        ("a", "rel", "nofollow noopener", True),
        ("a", "rel", "nofollow OPENER", False),
        ("img", "srcset", "a 1x, javascript:x 2x", False),
        ("img", "srcdoc", "x", False),
    ],
)
def test_attributes_are_judged_by_element_name_and_value(tag, name, value, allowed):
    assert allow_attribute(tag, name, value) is allowed


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("border:#d1d1d1 1px solid;padding:3px", "border:#d1d1d1 1px solid;padding:3px"),
        ("mso-spacerun:'yes';text-indent:2em;", "mso-spacerun:'yes';text-indent:2em;"),
        ("color:red;position:fixed;top:0", "color:red"),
        ("position:relative", "position:relative"),
        ("width:calc(1px + 1%);width:expression(x)", "width:calc(1px + 1%)"),
        ("background:URL (x)", ""),
        ("color:r\\65 d", ""),
        ("color:red/*;*/", ""),
        ("-moz-binding:x;behavior:x;@import x", ""),
        ("font-family:';position:fixed", "font-family:'"),
    ],
)
def test_styles_lose_what_does_more_than_show(style, kept):
    assert keep_style(style) == kept
    assert keep_style(kept) == kept


@pytest.mark.parametrize(
    ("address", "scheme"),
    [("/a:b", ""), ("?a:b", ""), ("#a:b", ""), ("A:b", "a"), (" j\na\tv:x", "jav"), (":x", ":")],
)
def test_the_scheme_is_what_a_browser_could_take_for_one(address, scheme):
    assert scheme_of(address) == scheme


@pytest.mark.parametrize(
    ("srcset", "candidates"),
    [
        ("a", [("a", "")]),
        ("a 1x, b,c 2x", [("a", "1x"), ("b,c", "2x")]),
        ("a, b", [("a", ""), ("b", "")]),
        ("a 1x,b 100w 2h", [("a", "1x"), ("b", "100w 2h")]),
        (" , ,a 1x,, ", [("a", "1x")]),
        ("", []),
    ],
)
def test_candidates_of_a_srcset_are_told_apart(srcset, candidates):
    assert list(split_srcset(srcset)) == candidates
