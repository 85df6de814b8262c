"""Names of months in the languages that news sites are written in."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import Final

# https://cldr.unicode.org/: month names as they stand in dates, nominative and genitive, and what
# newspapers shorten them to. A word that means two months somewhere (listopad) stands with the
# month that most readers mean, and the check against other dates of a page catches the rest.
_NAMES: Final = (
    "jan january janeiro januar januára janvier janv enero ene gennaio genn januari "
    "jänner jän jaanuar januarie ianuarie ledna leden stycznia styczeń sty január ocak "
    "oca sausio sausis janúar ιανουαρίου ιαν января январь янв січня січень січ يناير "
    "जनवरी มกราคม ม.ค januarja siječnja јануар tammikuuta",
    "feb february fevereiro fev februar februára février févr fév febrero febbraio febbr "
    "februari feber veebruar februarie února únor lutego luty lut február şubat şub subat "
    "vasario vasaris febrúar φεβρουαρίου φεβ февраля февраль фев февр лютого лютий лют "
    "فبراير شباط फरवरी फ़रवरी กุมภาพันธ์ ก.พ februarja veljače фебруар helmikuuta",
    "mar march março marco märz mär mrz mars marzo maart maret mrt märts martie března "
    "březen marca marzec marec mart kovo kovas μαρτίου μαρ марта март мар березня "
    "березень бер مارس آذار मार्च มีนาคม มี.ค ožujka március márciusa maaliskuuta",
    "apr april abril abr avril avr aprile aprill aprilie dubna duben kwietnia kwiecień "
    "kwi apríl apríla nisan nis balandžio balandis απριλίου απρ апреля апрель апр квітня "
    "квітень квіт кві أبريل ابريل إبريل نيسان अप्रैल เมษายน เม.ย aprila travnja április "
    "huhtikuuta",
    "may mai maio mayo maggio magg mag mei maj května květen maja máj mája mayıs mayis "
    "gegužės gegužė maí μαΐου μαίου μάιος μαϊ μαι мая май травня травень трав тра مايو "
    "أيار मई พฤษภาคม พ.ค svibnja május toukokuuta",
    "jun june junho juni juin junio giugno giu juuni iunie června červen czerwca czerwiec "
    "cze jún júna haziran haz birželio birželis júní ιουνίου ιουν июня июнь июн червня "
    "червень чер يونيو يونيه حزيران जून มิถุนายน มิ.ย junija lipnja június kesäkuuta",
    "jul july julho juli juillet juil julio luglio lug juuli iulie července červenec "
    "lipca lipiec lip júl júla temmuz tem liepos liepa júlí ιουλίου ιουλ июля июль июл "
    "липня липень лип يوليو يوليه تموز जुलाई กรกฎาคม ก.ค julija srpnja július heinäkuuta",
    "aug august agosto ago août aout augusti augustus agustus agu ags augusta srpna srpen "
    "sierpnia sierpień sie ağustos agustos ağu rugpjūčio rugpjūtis ágúst αυγούστου αυγ "
    "августа август авг серпня серпень серп сер أغسطس اغسطس آب अगस्त สิงหาคม ส.ค avgusta "
    "kolovoza augusztus elokuuta",
    "sep sept september setembro set septembre septiembre setiembre settembre sett "
    "septembrie září września wrzesień wrz septembra eylül eyl rugsėjo rugsėjis "
    "σεπτεμβρίου σεπτ σεπ сентября сентябрь сен сент вересня вересень вер سبتمبر أيلول "
    "सितंबर सितम्बर กันยายน ก.ย rujna szeptember syyskuuta",
    "oct october outubro out octobre octubre ottobre ott oktober okt oktoober octombrie "
    "října říjen października październik paź október októbra ekim eki spalio spalis "
    "οκτωβρίου οκτ октября октябрь окт жовтня жовтень жовт жов أكتوبر اكتوبر अक्टूबर "
    "अक्तूबर ตุลาคม ต.ค oktobra lokakuuta",
    "nov november novembro novembre noviembre noiembrie listopadu listopada listopad lis "
    "novembra kasım kasim kas lapkričio lapkritis nóvember νοεμβρίου νοεμ νοε ноября "
    "ноябрь ноя нояб листопада листопад лист лис نوفمبر नवंबर नवम्बर พฤศจิกายน พ.ย "
    "studenoga marraskuuta",
    "dec december dezembro dez dezember décembre déc diciembre dic dicembre desember des "
    "detsember decembrie prosince prosinec grudnia grudzień gru decembra aralık aralik "
    "ara gruodžio gruodis δεκεμβρίου δεκ декабря декабрь дек грудня грудень груд гру "
    "ديسمبر दिसंबर दिसम्बर ธันวาคม ธ.ค prosinca joulukuuta",
)

_MONTHS: Final = MappingProxyType(
    {
        unicodedata.normalize("NFKC", name).casefold(): number
        for number, names in reversed(list(enumerate(_NAMES, 1)))
        for name in names.split()
    }
)


def month_of(word: str) -> int | None:
    """Return the number of the month that *word* names in some language, None for other words."""
    return _MONTHS.get(word.casefold().rstrip("."))
