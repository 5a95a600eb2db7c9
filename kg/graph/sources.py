"""Articles → what a graph knows of them beside their text."""

from __future__ import annotations

from kg import iris
from kg.model import Article, Source


def source_of(article: Article) -> Source:
    """The article without its text."""
    return Source(article.id, article.title, len(article.text), iris.sha256(article.text))
