"""SPARQL over the store: competency questions by name, ad-hoc queries, results in every usual form.

    from kg import query
    answer = query.run(store, "when-established", parameters={"name": "佛山市数字政府建设管理局"})
    print(query.serialise(answer, "table"))

`scan` refuses what may not run, `question` reads ontology/queries/, `values` are put in, `answer` runs,
`table` aligns; `elsewhere` asks a remote store.
"""

from kg.query.answer import FORMATS, Result, run, serialise, united
from kg.query.elsewhere import run_at
from kg.query.question import PREFIXES, Parameter, Question, find, questions

__all__ = [
    "FORMATS", "PREFIXES", "Parameter", "Question", "Result",
    "find", "questions", "run", "run_at", "serialise", "united",
]  # fmt: skip
