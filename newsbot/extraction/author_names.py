"""What can be the name of an author, and what only stands where one would."""

from __future__ import annotations

import re
from typing import Final

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN_ONLY: Final = re.compile(rf"[{_HAN}·•・々 ]+")
# The commonest surnames, which nearly all of China's people share.
_SURNAME: Final = re.compile(
    "欧阳|上官|司马|诸葛|司徒|东方|皇甫|慕容|令狐|端木|尉迟|夏侯|歐陽|諸葛|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍"
    "涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景"
    "党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝伊"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉蘇呂盧鍾譚陸賈韋鄒閻龍賀顧龔萬錢嚴湯溫齊喬龐顏莊聶魯歐關蘭紀單車連"
    "黎遲]"
)
_COMPANY: Final = re.compile(
    r"\b(?:Inc|Ltd|LLC|GmbH|Corp|Co|AG|Group|News|Media|Press|Agency|TV)\b\.?"
)
_HAN_NAME: Final = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,8}}[·•・][{_HAN}·•・]{{1,12}}")
_KANA_OR_HAN: Final = re.compile(rf"[{_HAN}\u3041-\u30ff 　々ー]{{2,12}}")
_HANGUL_NAME: Final = re.compile(r"[\uac00-\ud7a3]{2,4}")
_WORD: Final = re.compile(r"[^\W\d_][\w'’.\-]{0,29}")
_DIGITS: Final = re.compile(r"\d")
_NO_NAME: Final = re.compile(
    r"^(?:admin(?:istrator)?|editor|webmaster|anonymous|unknown|guest|user|staff|redaktion|redaction|"
    r"redacci[oó]n|redazione|news ?desk|none|null|undefined|author|by|share|follow|read more|"
    r"view|more|about|contact|subscribe|comment|print|email|advertisement|http.*|www\..*)$",
    re.IGNORECASE,
)
_NOT_IN_NAME: Final = re.compile(
    r"[@#|<>{}=©!?？！。…:：\"“”《》【】]|https?:|\.(?:com|org|net|cn|jp|html?)\b|"
    r"编辑|編輯|责编|来源|來源|报道|報道|记者|新闻网|日报|晚报|早报|电视台|出版社|有限公司|关注|评论|原标题|点击|版权"
)
_LONGEST: Final = 60


def is_person(name: str, *, is_japanese: bool = False) -> bool:
    """Tell whether *name* can be a person's; one in Han begins with a surname."""
    if not _is_plain(name):
        return False
    if _HAN_ONLY.fullmatch(name):
        return 2 <= len(name.replace(" ", "")) <= 7 if is_japanese else _is_chinese(name)
    if _KANA_OR_HAN.fullmatch(name):
        return is_japanese
    return bool(_HANGUL_NAME.fullmatch(name)) or _is_western(name)


def _is_chinese(name: str) -> bool:
    is_foreign = any(dot in name for dot in "·•・")
    return bool(_HAN_NAME.fullmatch(name)) and (is_foreign or bool(_SURNAME.match(name)))


def _is_western(name: str) -> bool:
    words = [word.strip(",") for word in name.split()]
    if not 2 <= len(words) <= 6 or not all(map(_WORD.fullmatch, words)) or _COMPANY.search(name):
        return False
    return not (words[0][:1].islower() or words[-1][:1].islower())


def is_name(name: str) -> bool:
    """Tell whether *name* can be an account's or an author's who is called by one word."""
    return _is_plain(name) and len(name) > 1


def _is_plain(name: str) -> bool:
    if not name or len(name) > _LONGEST or _NO_NAME.match(name) or _NOT_IN_NAME.search(name):
        return False
    return "_" not in name and not _DIGITS.search(name)
