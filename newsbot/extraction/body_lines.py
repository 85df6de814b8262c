"""Lines that are on a page for its readers and are not the article's, in many languages."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 300
"""Letters of a line that are looked at; what is longer is hardly one of these."""

_SHORT: Final = 160
"""Letters of a line that tells where to follow a publisher."""

_BRIEF: Final = 60
"""Letters of a line that only names something."""

_LINE: Final = 100
"""Letters of a line of date and source."""

_ELSEWHERE: Final = (
    r"(?:read|see|watch|listen|view)(?: also| more| next| now| here|:| \|)|also read|related\b",
    r"more (?:on|from|about|stories|news|coverage)\b|recommended\b|you may (?:also )?like",
    r"don.t miss|keep reading|top stories|most (?:read|viewed|popular)|trending",
    r"mehr (?:zum|zu|dazu|über|aus|lesen)|lesen sie|auch interessant|siehe auch|lesetipp",
    r"(?:à )?lire (?:aussi|également|la suite|plus)|voir aussi|à lire\b",
    r"sur le même (?:sujet|thème)|le[ae] (?:también|además|más)|te puede interesar",
    r"(?:ver|vea|mira) también|más (?:sobre|noticias)|le(?:ia|r) (?:também|mais)",
    r"veja (?:também|mais)|saiba mais|leggi (?:anche|tutto)|vedi anche",
    r"czytaj (?:też|także|również|więcej|dalej)|zobacz (?:też|także|również|więcej)|przeczytaj",
    r"čtěte (?:také|i)|přečtěte|mohlo by vás|читати також|читайте також|подробнее",
    r"читайте (?:также|ещё|еще|подробнее)|(?:новости|материалы) по теме",
    r"διαβάστε (?:επίσης|ακόμ|και|περισσότερα)|δείτε (?:επίσης|ακόμ)",
    r"ilgili haber|haberin devamı|ayrıca okuyun|यह भी पढ़ें|इसे भी पढ़ें|ये भी पढ़ें",
    r"baca (?:juga|selengkapnya)|xem thêm|đọc thêm|tin liên quan",
    r"อ่าน(?:เพิ่มเติม|ต่อ)|ข่าวที่เกี่ยวข้อง|(?:اقرأ|إقرأ|شاهد|اقرا) ?(?:أيضا|ايضا|المزيد)",
    r"läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lees (?:ook|meer)",
    r"lue (?:myös|lisää)|관련 ?(?:기사|뉴스)|함께 ?보면",
    r"関連(?:記事|リンク|ニュース)|[あ合]わせて読み|続きを読む|おすすめ記事|人気記事",
    r"相[关關](?:阅读|閱讀|新闻|新聞|报道|報道|報導|链接|資訊|资讯|文章|推荐|推薦|专题|內容|内容)",
    r"(?:延伸|推荐|推薦|拓展|更多|精彩|热门|熱門|往期)"
    r"(?:阅读|閱讀|推荐|推薦|新闻|新聞|文章|精彩|内容|內容|回顾)",
    r"点击(?:进入|查看|阅读)|[阅閱][读讀]更多|猜你喜欢|看更多",
    r"返回.{0,12}(?:首页|看更多)|更多.{0,12}请关注",
)
_DESK: Final = (
    r"责任编辑|責任編輯|责编|责 编|编辑|編輯|(?:值班|本文|本期|实习|流程)编辑|校对|审核|监制|网编",
    r"编审|編集|editor\s*[:：]|edited by|redaktion\s*:",
)
_LABEL: Final = (
    r"ads?|advert|advertise?ment|advertising|sponsored|anzeige|werbung|annonce|publicité",
    r"publicidad|publicidade|pubblicità|reklama?|реклама|annons|annonse|advertentie|mainos",
    r"διαφήμιση|iklan|quảng cáo|โฆษณา|विज्ञापन|إعلان|광고|広告|pr|广告|廣告|スポンサーリンク",
    r"広告の下に本文が続きます|skip advertisement|(?:article|story|text) continues .{0,40}",
    r"(?:hide|toggle|show) caption|continue reading|loading|play|share|save|copy link|print|comments?|tags?|https?://\S{0,300}",
)
_FOOT: Final = (
    r"^[\W_]{0,3}(?:©|\(c\)|copyright|all rights reserved)|alle rechte vorbehalten",
    r"tous droits réservés|todos los derechos reservados|tutti i diritti riservati",
    r"todos os direitos reservados|все права защищены|wszelkie prawa zastrzeżone",
    r"版权所有|版权归|版权声明|著作权|转载请|未经.{0,12}(?:允许|授权|许可)|免责声明|声明[:：]",
    r"無断転載|无断转载|무단 ?전재|저작권자|友だち追加|公式アカウント",
    r"扫描.{0,12}二维码|扫码|关注.{0,20}(?:公众号|微信|微博)|下载.{0,20}(?:客户端|APP)",
    r"(?:follow|join|find) us\b|follow .{0,30} on (?:twitter|x|facebook|instagram|google)",
    r"(?:sign up|subscribe|register) (?:to|for|now|here|today)|our newsletter",
    r"download (?:our|the) .{0,20}app|whatsapp.{0,20}(?:channel|kanal|canal)",
    r"google (?:news|haberler)|newsletter\b.{0,40}(?:abonn|anmeld)|abonnez-vous|inscrivez-vous",
    r"suscríbete|síguenos|inscreva-se|siga .{0,30}no|iscriviti|seguici|zapisz się|odebírejte",
    r"подпи(?:сывайтесь|шитесь)|takip edin",
)
_TAIL: Final = (
    r"about (?:the|this) (?:author|writer|reporter)s?|(?:über|zum) (?:den |die )?autor(?:in|en)?",
    r"sobre (?:el autor|la autora|o autor|a autora|la firma)|à propos de l.auteur|об авторе",
    r"作者简介|关于作者|作者介紹|記者プロフィール|筆者|著者(?:紹介|プロフィール)",
    r"(?:leave|post|write|add) (?:a|your) (?:comment|reply)|(?:\d{1,6} )?comments?",
    r"comments? \(\d{1,6}\)|(?:\d{1,6} )?kommentare?|commentaires|comentarios|comentários",
    r"комментарии|评论|留言|コメント|댓글|share (?:this|on).{0,30}|tags?|topics?|filed under",
    r"most (?:read|popular|viewed)|latest(?: news)?|newsletter|follow us|our standards.{0,40}",
    r"top stories|editor.s picks|热门推荐|热门新闻|最新消息",
)


_MARKS: Final = r"[\W_]{0,5}"


def _one_of(words: tuple[str, ...], before: str = _MARKS, after: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(words)}){after}", re.I)


_DAY: Final = re.compile(r"\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_SOURCE: Final = re.compile(
    r"来源|來源|出处|文章来源|作者[:：]|字号|评论|阅读量?[:：]|浏览|点击|\bsource\s?:|quelle\s?:|fuente\s?:|"
    r"источник|입력|수정|更新|配信|掲載|updated|published|\d{1,2}:\d{2}",
    re.I,
)
_IS_ELSEWHERE: Final = _one_of(_ELSEWHERE)
_IS_DESK: Final = _one_of(_DESK)
_IS_LABEL: Final = _one_of(_LABEL, after=_MARKS)
_IS_TAIL: Final = _one_of(_TAIL, after=_MARKS)
_IS_FOOT: Final = _one_of(_FOOT, before="")


def leads_elsewhere(text: str, linked: float, length: float) -> bool:
    """Tell `Read more: …`: a line that offers another article."""
    is_short = length <= _BRIEF or (linked > 0.3 * length and length <= _LONGEST)
    return is_short and _IS_ELSEWHERE.match(text) is not None


def is_label(text: str) -> bool:
    """Tell the label of an advertisement or a button, a bare address, and the names of editors."""
    if len(text) > _LONGEST:
        return False
    is_desk = len(text) <= _BRIEF and _IS_DESK.match(text) is not None
    return is_desk or _IS_LABEL.fullmatch(text) is not None


def is_dateline(text: str) -> bool:
    """Tell the line of date and source, or date and clock, under a headline."""
    if len(text) > _LINE or _DAY.search(text) is None:
        return False
    return _SOURCE.search(text) is not None


def begins_tail(text: str) -> bool:
    """Tell the heading of what follows an article: other articles, its author, comments."""
    if len(text) > _BRIEF:
        return False
    return _IS_TAIL.fullmatch(text) is not None or _IS_ELSEWHERE.match(text) is not None


def is_foot(text: str) -> bool:
    """Tell what publishers write under every article: copyright, where to follow them."""
    return len(text) <= _SHORT and _IS_FOOT.search(text) is not None
