"""Lines that are on a page for its readers and are not the article's, in many languages."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 300
"""Letters of a line that are looked at; what is longer is hardly one of these."""

_ELSEWHERE: Final = re.compile(
    r"[\W_]{0,5}(?:"
    r"(?:read|see|watch|listen|view)(?: also| more| next| now| here|:| \|)|also read|related\b|"
    r"more (?:on|from|about|stories|news|coverage)\b|recommended\b|don.t miss|you may (?:also )?like|"
    r"keep reading|top stories|most (?:read|viewed|popular)|trending|"
    r"mehr (?:zum|zu|dazu|über|aus|lesen)|lesen sie|auch interessant|siehe auch|lesetipp|"
    r"(?:à )?lire (?:aussi|également|la suite|plus)|voir aussi|sur le même (?:sujet|thème)|à lire\b|"
    r"le[ae] (?:también|además|más)|te puede interesar|(?:ver|vea|mira) también|más (?:sobre|noticias)|"
    r"le(?:ia|r) (?:também|mais)|veja (?:também|mais)|saiba mais|leggi (?:anche|tutto)|vedi anche|"
    r"czytaj (?:też|także|również|więcej|dalej)|zobacz (?:też|także|również|więcej)|przeczytaj|"
    r"čtěte (?:také|i)|přečtěte|mohlo by vás|"
    r"читайте (?:также|ещё|еще|подробнее)|читати також|читайте також|(?:новости|материалы) по теме|"
    r"подробнее|διαβάστε (?:επίσης|ακόμ|και|περισσότερα)|δείτε (?:επίσης|ακόμ)|"
    r"ilgili haber|haberin devamı|ayrıca okuyun|यह भी पढ़ें|इसे भी पढ़ें|ये भी पढ़ें|baca (?:juga|selengkapnya)|"
    r"xem thêm|đọc thêm|tin liên quan|อ่าน(?:เพิ่มเติม|ต่อ)|ข่าวที่เกี่ยวข้อง|"
    r"läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lees (?:ook|meer)|lue (?:myös|lisää)|"
    r"(?:اقرأ|إقرأ|شاهد|اقرا) ?(?:أيضا|ايضا|المزيد)|관련 ?(?:기사|뉴스)|함께 ?보면|"
    r"関連(?:記事|リンク|ニュース)|あわせて読み|合わせて読み|続きを読む|おすすめ記事|人気記事|"
    r"相[关關](?:阅读|閱讀|新闻|新聞|报道|報道|報導|链接|資訊|资讯|文章|推荐|推薦|专题|內容|内容)|"
    r"(?:延伸|推荐|推薦|拓展|更多|精彩|热门|熱門|往期)(?:阅读|閱讀|推荐|推薦|新闻|新聞|文章|精彩|内容|內容|回顾)|"
    r"点击(?:进入|查看|阅读)|阅读更多|閱讀更多|猜你喜欢|返回.{0,12}(?:首页|看更多)|更多.{0,12}请关注|看更多"
    r")",
    re.I,
)
_DESK: Final = re.compile(
    r"[\W_]{0,5}(?:责任编辑|責任編輯|责编|责 编|编辑|編輯|值班编辑|本文编辑|实习编辑|校对|审核|监制|网编|流程编辑|"
    r"本期编辑|编审|編集|editor\s*[:：]|edited by|redaktion\s*:)"
)
_LABEL: Final = re.compile(
    r"[\W_]{0,5}(?:ads?|advert|advertise?ment|advertising|sponsored|anzeige|werbung|annonce|publicité|"
    r"publicidad|publicidade|pubblicità|reklama?|реклама|annons|annonse|advertentie|mainos|"
    r"διαφήμιση|iklan|quảng cáo|โฆษณา|विज्ञापन|إعلان|광고|広告|広告の下に本文が続きます|pr|广告|廣告|"
    r"スポンサーリンク|continue reading|(?:article|story|text) continues .{0,40}|skip advertisement|"
    r"loading|play|share|save|copy link|print|comments?|tags?|https?://\S{0,300})[\W_]{0,5}",
    re.I,
)
_FOOT: Final = re.compile(
    r"[\W_]{0,3}(?:©|\(c\)|copyright|all rights reserved)|版权所有|版权归|版权声明|著作权|转载请|未经.{0,12}(?:允许|授权|许可)|"
    r"無断転載|无断转载|무단 ?전재|저작권자|alle rechte vorbehalten|tous droits réservés|"
    r"todos los derechos reservados|tutti i diritti riservati|todos os direitos reservados|"
    r"все права защищены|wszelkie prawa zastrzeżone|"
    r"扫描.{0,12}二维码|扫码|关注.{0,20}(?:公众号|微信|微博)|下载.{0,20}(?:客户端|APP)|免责声明|声明[:：]|"
    r"友だち追加|公式アカウント|"
    r"(?:follow|join|find) us\b|follow .{0,30} on (?:twitter|x|facebook|instagram|google)|"
    r"(?:sign up|subscribe|register) (?:to|for|now|here|today)|our newsletter|download (?:our|the) .{0,20}app|"
    r"whatsapp.{0,20}(?:channel|kanal|canal)|google (?:news|haberler)|newsletter\b.{0,40}(?:abonn|anmeld)|"
    r"abonnez-vous|inscrivez-vous|suscríbete|síguenos|inscreva-se|siga .{0,30}no|iscriviti|seguici|"
    r"подпи(?:сывайтесь|шитесь)|takip edin|zapisz się|odebírejte",
    re.I,
)


def leads_elsewhere(text: str, linked: float, length: float) -> bool:
    """Tell `Read more: …`: a line that offers another article."""
    is_short = length <= 60 or (linked > 0.3 * length and length <= _LONGEST)
    return is_short and _ELSEWHERE.match(text) is not None


def is_label(text: str) -> bool:
    """Tell the label of an advertisement or a button, and the names of editors."""
    if len(text) > _LONGEST:
        return False
    return _LABEL.fullmatch(text) is not None or (len(text) <= 60 and _DESK.match(text) is not None)


def is_foot(text: str) -> bool:
    """Tell what publishers write under every article: copyright, where to follow them."""
    return len(text) <= _LONGEST and _FOOT.search(text) is not None
