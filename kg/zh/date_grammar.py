"""The parts that date expressions are made of, as patterns; the words come from data/calendar.toml."""

from __future__ import annotations

import re

from kg.zh import calendar as cal

WORDS = cal.words()


def any_of(*tables: str) -> str:
    """A pattern for any word of these tables, the longest first."""
    words = {word for table in tables for word in WORDS[table]}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


NUM = "[一二三四五六七八九]"
YEAR = r"(?:1[0-9]|2[01])\d\d|[一二][〇零○一二三四五六七八九]{3}"
SHORT_YEAR = (
    r"(?:\d\d|[零〇七八九][零〇一二三四五六七八九]|四[〇零一二三六七八九]|五[〇零一二三四七八九]|六[〇零一二三四五八九])"
)
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|[二廿]?十{NUM}?|廿{NUM}?|{NUM})"
LINK = r" ?(?:[—－–～~-]{1,2}|至|到) ?"

_GUARDS = WORDS["guards"]
_EDGE = (
    f"年?(?:初(?![{_GUARDS['初']}])|末(?!端)|底(?![{_GUARDS['底']}])|内(?![{_GUARDS['内']}])"
    f"|终(?![{_GUARDS['终']}])|伊始|中(?=[，,。；、时前后和召举）)]|$))"
)
WITHIN_MONTH = (
    rf"(?: ?(?P<day>{DAY}) ?[日号]|(?P<listed>{DAY})(?=(?:{LINK}|[、和及与]){DAY} ?[日号])"
    rf"|(?P<unmarked>[二三]?十{NUM}?|3[01]|[12]\d|0?[1-9])(?=$|[，。；,;）)]|[至到]\d)"
    rf"|前(?P<first_days>两|{DAY})[天日]|最后(?P<last_days>[两{NUM[1:-1]}]|\d)[天日]"
    "|(?P<tenth>[上中下]旬)|月?(?:[初末底](?![级一二三四五六七八九十])|中(?=[，,。；、时前后]|$))|间"
    r"|的?(?:第(?P<nth>[一二三四五1-5])|(?P<nth_last>最后一?))个?(?:周|星期|礼拜)"
    "(?P<weekday>[一二三四五六日天])?(?!年))?"
)
MONTHS = (
    rf"(?P<month>{MONTH}|[本同])(?:{LINK}(?P<until>{MONTH}))? ?月份?"
    f"(?![{_GUARDS['月']}]|”?三(?![日号十])|一(?=[课会题讲])|接着|亮(?![相出])){WITHIN_MONTH}"
)
PARTS = (
    r"(?P<half>[上下]半年)|第?(?P<quarter>[一二三四1-4])季度(?P<quarter_edge>[初末])?|(?P<first>首季度?)"
    rf"|前(?P<quarters>[二两三23])个?季度|[前头](?!一个?月)(?P<months>{MONTH}|两)个?月|(?P<season>[春夏秋冬])[季天]"
)
CLOCK = (
    " ?(?:凌晨|清晨|早上|早晨|早|上午|中午|正午|午后|下午|傍晚|晚上|晚间|晚|夜间|夜里|深夜|半夜|午夜)?的? ?"
    r"(?:(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?时?"
    rf"|(?:[01]?\d|2[0-4]|二?十{NUM}?|[零两]|{NUM})(?:时|点钟?)(?:整|半|许|(?:[0-5]?\d|[二三四五]?十?{NUM}?)分)?)?"
)
"""The time of day that may stand behind a date."""
_FEASTS = any_of("feasts", "lunar_feasts", "weekday_feasts", "moving_feasts", "solar_terms")
FEAST = (
    rf"(?!(?<=[初今去秋盛隆宁])[春夏秋冬][分至])(?P<feast>{_FEASTS})(?!(?<=[春秋]分)[别配布为开会部支]|(?<=[夏冬]至)[今春秋夏次明\d二]|(?<=寒)[潮流冷])"
)
YEAR_PARTS = (
    rf"第(?P<week>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})个?(?:周|星期|礼拜)(?![年末])|首(?P<first_month>月)"
    rf"|第(?P<nth_month>1[0-2]|\d|十[一二]?|{NUM})个月|后(?P<last_months>[23456两二三四五六])个?月"
    r"|第(?P<nth_day>\d{1,3}|[一二三四五六七八九十百]{1,5})天|(?P<spell>[春夏秋冬])(?![\u4e00-\u9fff])"
    rf"|(?P<holiday>{any_of('holidays')})"
)
"""Parts of a year that are named only beside it."""
SHORT_YEAR_FOLLOWED = (
    rf"(?={MONTH} ?月|第\d|第[一二三四五六七八九十]{{1,3}}个?[周星礼月]|首月|年?[初末](?![级中步始见端])"
    r"|年?底(?![蕴部层])|[上下]半年|第?[一二三四1-4]季度"
    rf"|前[一二两三四五六七八九十\d]|{_FEASTS})"
)
TAIL = rf"(?: ?的? ?(?:{MONTHS}|{PARTS}|{YEAR_PARTS}|{FEAST}|(?P<edge>{_EDGE})))?"

_NO_DATES = (
    "guards", "not_after", "century_edges", "year_edges", "month_edges", "decade_edges", "weekdays", "holidays",
    "traditional",
)  # fmt: skip
_NAMED = sorted({word for name in WORDS if name not in _NO_DATES for word in WORDS[name] if len(word) > 1})
CUE = re.compile(
    r"\d{8}|\d{1,4}(?: ?[年月日号天周个季星礼世学财工交半多余几、和及与至到—–－～~]| \d|[-./·]\d|$)"
    r"|[一二][〇零○一二三四五六七八九]{3}|[零〇九][零〇一二三四五六七八九]年|两千"
    r"|(?:[一二两三四五六七八九十廿百]{1,4}|[半元正冬腊])(?:[年月日天周]|[个星礼]|季度|世纪|多|余|、|和|至|到)"
    r"|[“\"「](?=[一二三四五六七八九十])"
    r"|[上下]半年|[前头][两二三四五六七八九十\d]|首季|第[一二三四1-4]季"
    r"|年[初末底内]|月[初中末底]|岁末|近日|日前|(?:周|星期|礼拜)[一二三四五六日天]"
    r"|[上本新]个?世纪|公[元历]"
    r"|(?:上上|下下|[上下本这])个?(?:周|星期|礼拜)"
    r"|(?:最?近|过去|未来|今后|[前后上下])[的这]? ?[\d一二两三四五六七八九十半]"
    r"|今明|^十一$|[农阴]历|闰[一二三四五六七八九十\d]|大年初|[上本下]一?个?季度|"
    + "|".join(_NAMED)
)
"""What every date begins with: tried before the rules are."""

FIRST = re.compile(
    "[" + "".join(sorted({word[0] for word in _NAMED} - {"“"}))
    + r"\d一二两三四五六七八九十廿半元正冬腊零〇“\"「"
    + "上下前后头首第年月岁近最过未今日周星礼本新这公农阴大闰]"
)

TRADITIONAL = str.maketrans(WORDS["traditional"])
"""Traditional forms of the characters in date words, one for one; most texts have none, which a search tells faster."""
TRADITIONAL_SIGN = re.compile(f"[{''.join(WORDS['traditional'])}]")
