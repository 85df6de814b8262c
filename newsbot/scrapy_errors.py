"""Errors that tell Scrapy to drop an item or not to send a request.

    Skipped(DropItem)          the item leaves the pipeline and nobody tries it again by itself
    ├── NotWanted              the source's `where` says no
    ├── Unchanged              the words are those of the version that is archived already
    ├── AnotherLink            it is an article that is archived already, under another address
    ├── Paywalled              it is behind a paywall, and the source says `paywall: skip`
    ├── AppOnly, LoginPage     its text is not on the web, or for members only
    └── VideoPage, GalleryPage it has no text
    Waiting(DropItem)          the article is kept as incomplete and tried again
    ├── MissingHeadline, MissingDate, MissingBody
    ├── AmbiguousDate          its date can be read as two
    ├── WhereFails             the source's `where` does not fit it
    ├── FutureDate             published more than ten minutes ahead of the clock
    ├── BlockPage, ConsentPage a page came in its place that asks something of the reader
    ├── NotFoundPage, ErrorPage  a page came in its place that says so, with the status of success
    ├── RepeatedText           several articles have the same text: it is that of no article
    ├── AnothersAddress        it was redirected to the page of another article
    ├── OldDate                published before 1990, and not in the page's words
    ├── UnkeptPage             the pages that it is made from could not be kept
    ├── UnwritablePost         its post would not read back as it was written
    └── PostNotWritten         it is archived; the file system refuses its post, the next run tries

    RefusedRequest(IgnoreRequest)  a request that is not sent
    ├── AddressRefused         it leads to an address that is not public: its article is skipped
    ├── RedirectRefused        it was redirected to a host that the source does not name: likewise
    ├── TooManyRedirects       it was redirected on and on: tried again later
    ├── RobotsForbidden        robots.txt says no: its article is skipped
    ├── RobotsUnavailable      nobody knows what robots.txt says: tried again later
    ├── PageNotRendered        the browser could not show it: tried again later
    └── RawError               its answer could not be kept as it comes: tried again later

Scrapy counts dropped items by class name (`item_dropped_reasons_count/MissingDate`), so a well
named class is a metric already. `reason` is the same in words, for the summary.
"""

from __future__ import annotations

from typing import ClassVar

from scrapy.exceptions import DropItem, IgnoreRequest


class Skipped(DropItem):
    """The item leaves the pipeline for good."""

    reason: ClassVar[str] = "skipped"


class NotWanted(Skipped):
    """The source's `where` says no. Tried again when the source file changes."""

    reason = "where"


class Unchanged(Skipped):
    """The words are those of the version that is archived already."""

    reason = "unchanged"


class AnotherLink(Skipped):
    """It is an article that is archived already: its address is kept with that one's."""

    reason = "another link"


class Paywalled(Skipped):
    """It is behind a paywall, and the source wants none of these."""

    reason = "paywall"


class AppOnly(Skipped):
    """Its text is to be read in an app only."""

    reason = "app only"


class LoginPage(Skipped):
    """Its text is for members only: a page to log in came."""

    reason = "login page"


class VideoPage(Skipped):
    """It is a video, and there is no text."""

    reason = "video without text"


class GalleryPage(Skipped):
    """It is a gallery of pictures, and there is no text."""

    reason = "gallery without text"


class Waiting(DropItem):
    """The article stays in the ledger as incomplete and is tried again later."""

    reason: ClassVar[str] = "incomplete"


class MissingHeadline(Waiting):
    """No answer gave a headline."""

    reason = "no headline"


class MissingDate(Waiting):
    """No answer gave a date that can be read."""

    reason = "no date"


class AmbiguousDate(Waiting):
    """The date can be read as two, and nothing says which is meant."""

    reason = "ambiguous date"


class MissingBody(Waiting):
    """No answer gave a body."""

    reason = "no body"


class WhereFails(Waiting):
    """The source's `where` does not fit the article: it says neither yes nor no."""

    reason = "`where` fails"


class FutureDate(Waiting):
    """The date is more than ten minutes ahead. Never rewritten: a wrong day would be for ever."""

    reason = "date in the future"


class BlockPage(Waiting):
    """A page came that asks whether the reader is human, or sends one away."""

    reason = "block page"


class ConsentPage(Waiting):
    """A page came that asks to agree to something first."""

    reason = "consent page"


class NotFoundPage(Waiting):
    """A page came that says, with the status of success, that there is no such page."""

    reason = "page not found"


class ErrorPage(Waiting):
    """A page came that tells of an error or of maintenance, with the status of success."""

    reason = "error page"


class RepeatedText(Waiting):
    """Several articles of the source have the same text: that of a page in their place."""

    reason = "same text as others"


class AnothersAddress(Waiting):
    """Its page was redirected to the address of another article, and does not say the same."""

    reason = "redirect to another article"


class OldDate(Waiting):
    """Published before 1990, and no dateline says so: a program's zero, not a date."""

    reason = "date before 1990"


class UnkeptPage(Waiting):
    """The pages that it is made from could not be kept: no room on the disk, say."""

    reason = "page not kept"


class UnwritablePost(Waiting):
    """The post would not read back as it was written."""

    reason = "unwritable post"


class PostNotWritten(Waiting):
    """The file system refuses the post. Its article is archived, and exported by the next run."""

    reason = "post not written"


class RefusedRequest(IgnoreRequest):
    """A request that is not sent. `str()` says which and why."""

    reason: ClassVar[str] = "refused"


class AddressRefused(RefusedRequest):
    """A page, not the owner, named an address that is not public, or not an http address."""

    reason = "address refused"


class RedirectRefused(RefusedRequest):
    """A redirect leads to a host that the source's file does not name."""

    reason = "redirect to another host"


class TooManyRedirects(RefusedRequest):
    """A redirect led to a redirect, and so on."""

    reason = "too many redirects"


class RobotsForbidden(RefusedRequest):
    """The host's robots.txt forbids the address."""

    reason = "robots.txt"


class RobotsUnavailable(RefusedRequest):
    """The host's robots.txt cannot be had at the moment (RFC 9309, 2.3.1.4)."""

    reason = "robots.txt unavailable"


class PageNotRendered(RefusedRequest):
    """The browser could not show the page, or not in time."""

    reason = "page not rendered"


class RawError(RefusedRequest):
    """Pages of a source cannot be kept as they come: none is fetched, nothing is made known."""

    reason = UnkeptPage.reason

    @property
    def detail(self) -> str:
        """Say what went wrong."""
        return str(self)
