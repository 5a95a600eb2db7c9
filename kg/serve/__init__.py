"""kg serve: the graph over HTTP — SPARQL 1.1 Protocol, Graph Store Protocol, pages of things, explorer, editor, review.

The server itself (`app`) reads requests and writes answers, and never touches the store: every question goes over a
`wire` to one of a `pool` of `worker` processes, each `confine`d in memory, time and network, killed and replaced when a
question goes over its limits.

    app → protocol, guard, pages … → pool ⇢ wire ⇢ worker → answering, updating, graphs, looking → the store
"""
