"""Questions in Chinese → SPARQL → answers with their facts.

    from kg.ask import Asker
    asker = Asker(store)
    answer = asker.ask("贵州省哪一年推出了云上贵州？")
    answer.values, answer.facts, answer.sparql

`words` are what questions are made of (questions.toml, the lexicon, the ontology), `names` links names to things,
`parse` cuts a question into tokens, `clause` sorts them, `understand` says what they can mean (`reading`), `sparql`
writes that down, `lookup` asks the graph, `answer` tries the likeliest meaning first.
"""

from kg.ask.answer import Answer, Asker, Fact, ask

__all__ = ["Answer", "Asker", "Fact", "ask"]
