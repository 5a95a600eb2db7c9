"""Twelve small documents that name the same things, in sentences of our own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

PROVINCES = ("云岭省", "海东省", "青原省")
TEXTS = {
    f"news/{number:02}": "\n".join(
        (
            f"{2015 + number}年3月1日，{province}大数据管理局揭牌成立。",
            f"{province}大数据管理局推出“{province[:2]}办”平台，注册用户突破{number + 1}00万。",
            f"{2016 + number}年5月，{province}与华夏数科有限公司签署战略合作协议。",
            f"林远{number}任{province}大数据管理局局长。",
        )
    )
    for number, province in ((n, PROVINCES[n % 3]) for n in range(12))
}


def corpus(folder: Path, texts: dict[str, str] | None = None) -> Path:
    """The documents as text files below `folder`."""
    for name, text in (TEXTS if texts is None else texts).items():
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def lines(path: Path, names: Iterable[str]) -> Path:
    """The documents of these names as one .jsonl, in that order."""
    rows = (json.dumps({"doc": name, "text": TEXTS[name]}, ensure_ascii=False) + "\n" for name in names)
    path.write_text("".join(rows), encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """The files of an output folder; the store, which is no single file, is left out."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
