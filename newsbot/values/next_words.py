"""What links to the next page say, of a listing as of an article."""

from __future__ import annotations

from typing import Final


def phrases(text: str) -> frozenset[str]:
    """Return the phrases between bars."""
    return frozenset(phrase.strip() for phrase in text.split("|"))


NEXT_WORDS: Final = phrases(
    "next | next page | 下一页 | 下页 | 后一页 | 下一頁 | 下頁 | 次へ | 次のページ | 次ページ | "
    "次のページへ | 다음 | 다음 페이지 | 다음페이지 | weiter | nächste | nächste seite | "
    "suivant | suivante | page suivante | siguiente | página siguiente | pagina siguiente | "
    "próxima | próxima página | seguinte | página seguinte | avanti | successiva | "
    "pagina successiva | volgende | volgende pagina | nästa | nästa sida | næste | næste side | "
    "neste | neste side | seuraava | seuraava sivu | następna | następna strona | dalej | "
    "další | další strana | ďalšia | következő | következő oldal | următoarea | "
    "pagina următoare | следующая | следующая страница | далее | дальше | вперёд | вперед | "
    "наступна | далі | следваща | επόμενη | επόμενη σελίδα | sonraki | sonraki sayfa | ileri | "
    "التالي | الصفحة التالية | بعدی | הבא | अगला | अगला पेज | अगला पृष्ठ | selanjutnya | "
    "halaman berikutnya | berikutnya | tiếp | tiếp theo | trang sau | ถัดไป | หน้าถัดไป | "
    "後一頁 | 次 | próximo | successivo | prossima | наступна сторінка | następne | "
    "další stránka | επόμενο | صفحه بعد | trang tiếp | seterusnya | sljedeća | следећа | "
    "naprej | järgmine | nākamā | kitas | següent | hurrengoa | næsta"
)
"""In lower case."""
