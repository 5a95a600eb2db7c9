"""The patterns of `quantities`, built from data/units.toml. Every repetition is bounded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable

from kg.zh.calendar import DATA

_UNITS = tomllib.loads((DATA / "units.toml").read_text(encoding="utf-8"))

UNITS: dict[str, str] = {
    unit: kind
    for table, kind in (("counters", "count"), ("measures", "measure"), ("money", "money"))
    for unit in _UNITS[table]
}
WORDS_RATHER = frozenset(_UNITS["words_rather"])

_HAN = "零〇一二两三四五六七八九十百千万亿"
_MORE = "[余多几来]"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,16})(?:\.\d{1,10})?"
_POWER = rf" ?{_MORE}?(?:(?:[十百千])?(?:万亿|万|亿)|[百千](?![伏瓦克米兆字卡]))"
_ARABIC = rf"{_DIGITS}(?:{_POWER}(?:\d{{1,4}}{_POWER}?)?)?"
_CHINESE = rf"[{_HAN}]{{1,20}}(?:{_MORE}[万亿]{{1,2}}|点[{_HAN}]{{1,8}})?"
_RANGE = r" ?(?:—{1,2}|[－–～~-]|至|到) ?"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _guarded(unit: str) -> str:
    return re.escape(unit) + (f"(?![{_UNITS['not_before'][unit]}])" if unit in _UNITS["not_before"] else "")


_COUNTERS = sorted({"个工作日", *UNITS}, key=lambda unit: (-len(unit), unit))
_UNIT = rf"(?P<unit>{'|'.join(map(_guarded, _COUNTERS))})(?![A-Za-z])"
AMOUNT = re.compile(
    rf"(?P<low>{_ARABIC}|{_CHINESE})(?P<more>{_MORE})?"
    rf"(?:{_RANGE}(?P<high>{_ARABIC}|{_CHINESE})(?P<high_more>{_MORE})?)?(?: ?{_UNIT})?"
)
FRACTION = re.compile(
    rf"(?P<below>[{_HAN}]{{1,6}}|\d{{1,4}})分之(?P<above>{_CHINESE}|{_DIGITS})"
    r"|(?<![\dA-Za-z/.%-])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![\dA-Za-z/.年月日号-])"
)
DISCOUNT = re.compile(
    r"(?<![百波曲])(?P<off>[对半]|[一二两三四五六七八九]{1,2}|[一二三四五六七八九]点[一二三四五六七八九]|\d(?:\.\d)?|\d\d)折"
    "(?![线射扣叠腾磨页旧合损算返桩断子中服回])"
)
TRADITIONAL_SIGN = re.compile("[萬億點個兩幾餘條項]")
TRADITIONAL = str.maketrans("萬億點個兩幾餘條項", "万亿点个两几余条项")
PERCENT = re.compile(
    rf"(?P<low>{_DIGITS}|{_CHINESE})(?:[%％]?{_RANGE}(?P<high>{_DIGITS}|{_CHINESE}))?"
    r" ?(?P<unit>[%％](?![0-9A-Fa-f]{2})|‰|个多?百分点|个基点)"
)
OF_MEETING = re.compile("全?体?会议|全会")
TENTHS = re.compile(
    r"(?P<share>(?:[一二两三四五六七八九十](?:点[一二三四五六七八九])?|\d{1,2}(?:\.\d)?)[多余]?成[半一二三四五六七八九]?)"
    r"(?![立为员功果绩熟都长交本分渝套型就人不事效品因语名家风像形行天])|一半|半数"
)
NTH = r"[\d零〇一二三四五六七八九十百千]{1,8}"
ORDINAL = re.compile(
    rf"第{NTH}(?P<list>(?:(?:、|和|及|与|至|到|[—~-]{{1,2}})第?{NTH}){{1,9}})?"
    r"(?P<counter>名(?![单额录称义])|位(?![置列于])|季度|阶段|方面|[届次批期章条个轮版款代季项类部卷号年天步])?"
)
TOP = re.compile(
    r"榜首(?!位置度)|头名|头筹|桂冠|居首(?=[，。；、,;）)]|$)|(?<=[分均仍稳])居首|次席|夺魁|头把交椅|(?:名次|排名|位次)最高(?!，[居列位排])"
    r"|(?<=[居列占排])首位(?!度)|首位(?=[，。；、,;）)]|$)"
)
RANK_FOLLOWED = re.compile(r"$|[^\u4e00-\u9fff]|[的和与及依分]")
RANK_TALK = re.compile("(?:排名|名次|位列|分列|位居|第[一二三四五六七八九十\\d]{1,3}[名位、，])[^。！？\\n]{0,30}$")
RANK_ENDS = re.compile(r"$|[，。、；,;)）]")
RANK_MOVES = re.compile("(?:跃居|蹿升|窜升|蹿至|下滑|跃升|跃至|上升|升至|升到|攀升|提升|前进|退居|退到|降至|降到|滑落)")
RANK_CHAINED_AFTER = re.compile(rf"[，；、][\u4e00-\u9fff]{{2,8}}第{NTH}(?:名|位)?(?=[，。；、])")
RANK_CHAINED_BEFORE = re.compile(rf"第{NTH}(?:名|位)?[，；、][\u4e00-\u9fff]{{2,8}}$")
NEGATIVE_BEFORE = re.compile(r"(?:(?<![0-9A-Za-z.—–)）])[-−]|负)$")
SEVERAL_BEFORE = re.compile("[几数]$")
VAGUE_BEFORE = re.compile(r"(?<![目之以日此年会午当生空])前$|[A-Za-z第初]$")
RANKED_BEFORE = re.compile(
    "(?:居|列|排|蝉联|夺得|分获|荣获|排到|升到|跌至|攀升至|跃升至|上升到|排名|名列|排在|列在|位于|升至|升到|跃居|降至|前进到|国|省|市|球|界|区|县|业|名)$"
)
START = re.compile(rf"对折|次席|夺魁|(?:名次|排名|位次)最高|[\d{_HAN}第首榜半头桂居]")
CURRENCY = {"¥": "元", "￥": "元", "$": "美元", "€": "欧元", "£": "英镑"}
SET_WORD = re.compile(_any(_UNITS["words"]))
RUN = re.compile(rf"\d{{1,40}}(?:[.,]\d{{1,40}}){{0,4}}|[{_HAN}]{{1,40}}")
MEASURED_BEFORE = re.compile("(?:[为达至到是约近超过逾共有计仅升降增减]|得分|数量)$")
FIGURE_ENDS = re.compile(r"$|[，,。；;、）)”升降提增至和的\s]")
UNIT_NAMES = {"元人民币": "元", "块钱": "元"}
IDENTIFIER_BEFORE = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9.]{0,8}[ -]?|[A-Za-z0-9][-_.:/@#]|[×*+〔\[【号№%])$"
)
NUMBER_FOLLOWS = re.compile(r"[A-Za-z0-9+×*/:@_#-]|\.\d|[月日号年后热专频]")
APPROXIMATE_BEFORE = re.compile(
    r"(?:约|近|将近|接近|大约|大概|约为|上|超|超过|逾|过|突破|不到|不足|至少|最多|达到?近)$"
)
AT_LEAST_BEFORE = re.compile(r"(?:超|超过|逾|突破|至少|不少于|不低于|高于|大于|多于|上|过)$")
AT_MOST_BEFORE = re.compile(r"(?:不到|不足|最多|至多|不超过|不高于|低于|少于|小于|未到|近|将近|接近)$")
AT_LEAST_AFTER = re.compile(r"以上|及以上|之多|开外|多(?![个种项次样元])|余(?!额)")
AT_MOST_AFTER = re.compile(r"以下|以内|之内|及以下|内(?=[^\u4e00-\u9fff]|$|完|办|答|提|向|作|由|将)")
APPROXIMATE_AFTER = re.compile(r"左右|上下|前后")
