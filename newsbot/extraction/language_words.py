"""Words that a text of some length has, whatever it is about: script → language → words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "latin": {
        "en": "the and of to that is for was with his from this have are not they which been",
        "de": "der die das und den von ist mit nicht ein eine für auf dem sich auch werden wurde",
        "fr": "le les des est une dans pour que qui sur pas plus avec par au ont été cette",
        "es": "el los las del que en una por con para se su como más pero este está fue",
        "pt": "o os as do da em um uma que não com para por mais foi são dos pelo também",
        "it": "il di che la per non una sono con del della gli è anche nel dei alla più",
        "nl": "de het een van en dat niet zijn op voor met aan ook wordt naar bij heeft",
        "sv": "och att det som en är på för av med den till inte har ett om han från",
        "da": "og at det som er på for af med den til ikke har et om han fra blev",
        "nb": "og at det som er på for av med den til ikke har et om han fra ble",
        "fi": "ja on että ei se hän oli ovat mutta kun myös joka mukaan kuin tai ole",
        "is": "og að í sem er á fyrir af með við til ekki hefur um það var hann en",
        "pl": "i w na z się nie do to że jest o jak po co przez dla od są",
        "cs": "a v na se že je s to o do ale jako který po pro by podle jsou",
        "sk": "a v na sa že je s to o do ale ako ktorý po pre by podľa sú",
        "hu": "a az és hogy nem is egy de meg volt ez el csak már mint még",
        "ro": "și în de la nu că pe cu o din care mai sunt este pentru fost",
        "hr": "i u je na se da su za od što s koji kao ne će bi iz",
        "sl": "in je v na se da so za ki pa z ne bi iz po tudi kot",
        "tr": "ve bir bu için da de ile olarak çok daha olan gibi ne kadar sonra dedi",
        "id": "yang dan di dengan untuk dari ini itu tidak dalam pada akan juga ke oleh",
        "ms": "yang dan di dengan untuk dari ini itu tidak dalam pada akan juga ke oleh kerana",
        "vi": "và của là có cho được không các trong một với người những đã này để",
        "lt": "ir kad į iš su yra tai ne bet kaip apie buvo dar už jo po",
        "lv": "un ir ka no uz ar par bet tas kā arī pie nav bija to lai",
        "et": "ja on et ei see oli aga ka kui oma mis tema nii oleks pärast",
        "ca": "el els les de la que i en un una per amb és no dels al més",
        "af": "die van en het nie is in dat vir met op sy wat om te aan",
        "sq": "të e dhe në për me një që nga është ka se më si do",
        "tl": "ang ng mga sa na at ay ni para hindi may ito kay niya",
        "sw": "ya wa na kwa ni katika za la kuwa hiyo hii huo cha vya",
        "eu": "eta da ez du bat izan dira dute egin ere baino zuen",
        "gl": "o os as do da en un unha que non con para por máis foi son",
        "cy": "y yr yn a i o ar am mae bod wedi ei gan fod",
        "ga": "an na agus ar go is ag le do bhí sé tá ní",
    },
    "cyrillic": {
        "ru": "и в не на что с по это как из он за от его для было",
        "uk": "і в не на що з у та це як до за від його для було є",
        "bg": "и в не на че с по това как от за да се са е ще",
        "sr": "и у не на да се је са за од су што као ће који",
        "mk": "и во не на дека со по ова како од за да се го е ќе",
        "be": "і ў не на што з у гэта як да за ад яго для было",
        "kk": "және мен бұл үшін деп бір де да болып осы",
    },
    "arabic": {
        "ar": "في من على إلى أن التي الذي عن مع هذا كان ما",
        "fa": "در به از که این را با است برای آن می های",
        "ur": "کے کی میں ہے اور سے کا کو نے پر یہ ہیں",
        "ps": "د په چې او کې له نه دا دي هم",
    },
    "devanagari": {
        "hi": "के में की है और से का को ने पर यह हैं",
        "mr": "आणि आहे या च्या ते हे की होते केली आहेत",
        "ne": "र छ को मा ले पनि भएको गरेको हो छन्",
    },
}
