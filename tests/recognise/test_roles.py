"""Parts in foundings, chairs, seats and short forms: read at their places, only where a cue stands."""

from kg.recognise import roles

TEXT = "这一天阳光很好。\n青禾软件有限公司成立于2003年5月，总部位于杭州，是一家技术企业。"


def test_parts_stand_at_their_places() -> None:
    read = roles.find(TEXT)
    found = {mention.found_by: mention for mention in read if mention.found_by.startswith("role:")}
    assert {mention.found_by.split(":")[0] for mention in read} == {"role", "msra", "cluener"}
    assert found["role:body"].text == "青禾软件有限公司"
    assert found["role:established"].text == "2003年5月"
    for mention in found.values():
        assert TEXT[mention.start : mention.end] == mention.text
        assert mention.cls == roles.CLASSES[mention.found_by.removeprefix("role:")]
        assert 0 < mention.score <= 1


def test_a_sentence_is_read_alike_whatever_stands_around_it() -> None:
    alone = [(m.text, m.found_by, m.score) for m in roles.find(TEXT.split("\n")[1])]
    again = [(m.text, m.found_by, m.score) for m in roles.find(TEXT + TEXT)]
    assert again == alone * 2


def test_without_a_cue_nothing_is_read() -> None:
    assert not roles.find("青禾软件有限公司2003年5月在杭州办了一场发布会。")
