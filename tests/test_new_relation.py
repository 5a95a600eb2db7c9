"""A relation, its words and their examples are taught by editing the ontology folder alone."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from kg.schema import ontology_folder

PROPERTY = """
kg:fundedBy a owl:ObjectProperty ;
    rdfs:domain [ a owl:Class ; owl:unionOf ( kg:Organization kg:Platform kg:Event ) ] ;
    rdfs:range kg:Organization ;
    rdfs:label "出资方"@zh-hans , "is funded by"@en ;
    skos:definition "为其出资的机构。"@zh-hans , "The body that pays for it."@en .
"""
ENTRY = """
lex:fund a ontolex:LexicalEntry ;
    ontolex:canonicalForm [ ontolex:writtenRep "资助"@zh-hans ] ;
    ontolex:otherForm [ ontolex:writtenRep "赞助"@zh-hans ] ;
    synsem:synBehavior [ a lexinfo:TransitiveFrame ] ;
    ontolex:sense [ ontolex:reference kg:fundedBy ; synsem:subjOfProp lex:theme ; synsem:objOfProp lex:agent ] ;
    skos:example [ rdf:value "第二届云岭数据大会由海东集团赞助。"@zh-hans ;
        lex:states "第二届云岭数据大会 | fundedBy | 海东集团" ] ;
    skos:example [ rdf:value "海东集团资助的青江数字研究院位于青江市。"@zh-hans ;
        lex:states "青江数字研究院 | fundedBy | 海东集团" ] ;
    skos:example [ rdf:value "海东集团尚未资助青江数字研究院。"@zh-hans ;
        lex:states "青江数字研究院 | fundedBy | 海东集团 | negated" ] .
"""
READ = """
import json, sys
from pathlib import Path
from kg import schema
schema.ontology_folder = lambda: Path(sys.argv[1])
from kg import lexicon, pipeline
from kg.clean import clean
from kg.model import Article
(entry,) = [entry for entry in lexicon.load().entries if entry.name == "fund"]
for example in entry.examples:
    (reading,) = pipeline.read([clean(Article("x", example.text))])
    said = [(c.subject.name, c.property, c.object.name, c.modality) for c in reading.claims if c.property == "fundedBy"]
    print(json.dumps([sorted(said), sorted(example.states)]))
"""


def test_a_new_relation_is_read_from_its_entry_alone(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(ontology_folder(), folder)
    for name, added in (("kg.ttl", PROPERTY), ("lexicon.ttl", ENTRY)):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(added)
    ran = subprocess.run([sys.executable, "-c", READ, str(folder)], capture_output=True, text=True, check=True)
    pairs = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(pairs) == 3
    assert all(said == states for said, states in pairs), pairs
