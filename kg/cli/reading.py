"""From text to what is read on the way to a graph: facts, names, the text itself, swapped words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import Form, Inputs, Limit, Published
from kg.cli.output import Aside, Format, Shown, counted, put, put_records, standard_output

if TYPE_CHECKING:
    from kg.model import Article
    from kg.read import Limits


def extract(
    inputs: Inputs,
    format: Form = Format.jsonl,
    min_score: Annotated[float, typer.Option(help="Leave out facts with a lower score, 0 to 1.")] = 0.0,
    every: Annotated[
        bool,
        typer.Option("--all", help="Beside the twenty relations those of a graph too: succession, citations, numbers."),
    ] = False,
    date: Published = None,
    limit: Limit = None,
) -> None:
    """Print the facts that documents state (抽取事实).

    One a line. Each has its place in the original text: "start" and "end" count characters from 0.

    \b
    kg extract seeds --format table
    kg extract news.jsonl | jq .subject
    """
    from kg.documents import extract as facts_of
    from kg.read import limits_of

    wrong = Aside()
    limits = limits_of(limit or ())
    facts = facts_of(inputs, published=date, min_score=min_score, every=every, refused=wrong, limits=limits)
    columns = {
        "subject": lambda fact: fact["subject"],
        "predicate": lambda fact: fact["predicate"],
        "object": lambda fact: fact["object"],
        "qualifiers": lambda fact: _short(fact["qualifiers"]),
        "modality": lambda fact: fact["modality"],
        "according to": lambda fact: fact["attributed_to"] or "",
        "evidence": lambda fact: fact["evidence"],
    }
    put_records(counted(facts, "facts"), format, columns)
    wrong.end()


def entities(
    inputs: Inputs,
    duplicates: Annotated[
        bool, typer.Option("--duplicates", help="Show the names that nearly are one thing, and why they are not.")
    ] = False,
    format: Annotated[
        Shown | None,
        typer.Option("--format", "-f", help="Records, or the text with its names marked; on a terminal colour."),
    ] = None,
    date: Published = None,
    limit: Limit = None,
) -> None:
    """Show names, dates and figures in documents (列出实体).

    On a terminal the text is shown with its names in colour; in a pipe one JSON object a line.

    \b
    kg entities seeds --format table
    kg entities seeds --format html > entities.html
    kg entities --duplicates reports/ news.jsonl
    echo 2017年12月16日，佛山市数字政府建设管理局揭牌成立。 | kg entities -
    """
    if duplicates:
        from kg.cli.identity import nearly_one

        nearly_one(inputs, Format.jsonl if format is Shown.jsonl else Format.table, date)
        return
    from kg.read import limits_of

    limits = limits_of(limit or ())
    chosen = format or (Shown.colour if sys.stdout.isatty() else Shown.jsonl)
    if chosen in (Shown.colour, Shown.html):
        _marked(inputs, chosen, date, limits)
        return
    _listed(inputs, Format(chosen), date, limits)


def _listed(inputs: list[str], form: Format, date: str | None, limits: Limits) -> None:
    """The mentions, as records."""
    from kg.documents import mentions

    columns = {
        "start": lambda mention: mention["start"],
        "end": lambda mention: mention["end"],
        "type": lambda mention: mention.get("kind") or mention["type"],
        "text": lambda mention: mention["text"],
        "name or value": lambda mention: mention.get("name") or mention.get("value") or "",
    }
    wrong = Aside()
    told = mentions(inputs, published=date, refused=wrong, limits=limits)
    put_records(counted(told, "mentions"), form, columns)
    wrong.end()


def _marked(inputs: list[str], chosen: Shown, date: str | None, limits: Limits) -> None:
    """The texts with their names marked: on the terminal as they come, or as one page."""
    from kg.build import readings
    from kg.view import coloured, entities

    texts = readings(inputs, published=date, limits=limits)
    if chosen is Shown.html:
        put(entities.page(counted(texts, "texts"), title=f"kg · {', '.join(inputs)}"))
    else:
        coloured.show(texts, file=standard_output())


def text(inputs: Inputs, limit: Limit = None) -> None:
    """Print the text of documents as kg reads it (输出正文).

    The characters that "start" and "end" of a fact count: of .html, .docx and .pdf what was extracted from them. Its
    SHA-256 is that in the graph (schema:sha256). Several documents come apart by a form feed.

    \b
    kg text report.pdf
    kg text page.html | sha256sum
    """
    from kg.read import limits_of, read

    wrong, limits = Aside(), limits_of(limit or ())
    for at, article in enumerate(read(inputs, refused=wrong, limits=limits)):
        put(("\f" if at else "") + article.text)
    wrong.end()


def restore(inputs: Inputs, format: Form = Format.table, limit: Limit = None) -> None:
    """Print swapped words and what they were (还原用词).

    "start" and "end" count characters of the original text from 0.

    \b
    kg restore seeds
    """
    from kg.read import limits_of, read

    wrong, limits = Aside(), limits_of(limit or ())
    keys = ("doc", "start", "end", "written", "read")
    rows = (row for article in read(inputs, refused=wrong, limits=limits) for row in _swapped(article))
    put_records(counted(rows, "words"), format, {key: lambda row, key=key: row[key] for key in keys})
    wrong.end()


def _swapped(article: Article) -> Iterator[dict[str, Any]]:
    from kg.clean import clean
    from kg.restore import swaps

    text = clean(article)
    for swap in swaps(text):
        start, end = text.locate(swap.start, swap.end)
        yield {"doc": article.id, "start": start, "end": end,
               "written": article.text[start:end], "read": swap.restored}  # fmt: skip


def _short(qualifiers: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in qualifiers.items())
