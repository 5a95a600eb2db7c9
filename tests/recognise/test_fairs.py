"""Weeks, festivals and shows: events by what happens to them, not by their last character."""

import pytest

from kg.recognise import fairs

CASES = [
    ("2031云州软件周在松河市开幕。", ["2031云州软件周"]),
    ("5月6日云州光影节拉开帷幕，本届光影节由云州市政府主办。", ["云州光影节", "本届光影节"]),
    ("云州网络安全宣传周由松河大学承办。宣传周将持续七天。", ["云州网络安全宣传周", "宣传周"]),
    ("松河大学承办“首届云州机器人嘉年华”，到场的有三百人。", ["首届云州机器人嘉年华"]),
    ("下周举行会议，第一季度启动改革，这一环节由中心承办，城市发展启动。", []),
    ("整个春节在忙碌中落幕。", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_held_is_an_event(text: str, expected: list[str]) -> None:
    found = sorted(fairs.fairs(text), key=lambda mention: mention.start)
    assert [mention.text for mention in found] == expected
    assert all(mention.cls == "Event" and text[mention.start : mention.end] == mention.text for mention in found)
