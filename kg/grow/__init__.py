"""Many documents, one graph, grown in steps that can be done apart, kept and done again.

    articles ─(read: each for itself)→ shards ─(join: all, without texts)→ facts ─(state: each for itself)→ runs → graph

A *chunk* is a run of documents in the order of their ids. Its *shard* is what they say and where (kg.model.Account), a
function of their bytes, of the code and of the ontology; its *run* is their sorted N-Quads, a function of the shard and
of what all documents together made of it. Both are files named by the hash of what they are a function of, in a work
folder beside the output: what is there need not be done again, after a kill as after a change of some documents.
The join is done by one process, or shared by workers in four more steps of the kind (kg.grow.shuffle).
"""
