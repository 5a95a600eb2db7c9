"""The Graph Store Protocol, and updates: what they do to the graphs, and who may."""

from __future__ import annotations

import pytest

from tests.serve.conftest import TOKEN, Server

GRAPH = "http://a.example/g"
ONE, TWO = "<http://a.example/s> <http://a.example/p> 1 .\n", "<http://a.example/s> <http://a.example/p> '二'@zh .\n"
TURTLE = {"content-type": "text/turtle; charset=utf-8"}
NT = "application/n-triples"


@pytest.fixture(autouse=True)
def _empty(writing: Server) -> None:
    assert writing.send("POST", "/update", data={"update": "DROP ALL"}).status_code == 204


def lines(server: Server, **params: str) -> list[str]:
    answer = server.client.get("/store", params=params, headers={"accept": NT})
    assert answer.status_code == 200
    return sorted(answer.text.splitlines())


@pytest.mark.parametrize("params", [{"graph": GRAPH}, {"default": ""}])
def test_a_graph_is_put_read_added_to_and_dropped(params: dict[str, str], writing: Server) -> None:
    put = writing.send("PUT", "/store", params=params, content=ONE, headers=TURTLE)
    assert put.status_code == (201 if "graph" in params else 204)
    assert len(lines(writing, **params)) == 1
    assert writing.send("POST", "/store", params=params, content=TWO.encode(), headers=TURTLE).status_code == 204
    assert len(lines(writing, **params)) == 2
    assert writing.send("PUT", "/store", params=params, content=TWO.encode(), headers=TURTLE).status_code == 204
    assert [line.split(" ", 2)[2] for line in lines(writing, **params)] == ['"二"@zh .']
    assert writing.client.head("/store", params=params).status_code == 200
    assert writing.send("DELETE", "/store", params=params).status_code == 204
    after = writing.client.get("/store", params=params)
    assert after.status_code == (404 if "graph" in params else 200)
    assert "a.example" not in after.text or "graph" in params


def test_a_graph_is_named_by_its_address_too(writing: Server) -> None:
    for status in (201, 204):
        assert writing.send("PUT", "/store/person/1.ttl", content=ONE, headers=TURTLE).status_code == status
    told = writing.client.get("/store/person/1.ttl", headers={"accept": NT}).text
    assert told.splitlines() == lines(writing, graph=f"{writing.url}/store/person/1.ttl")
    assert writing.client.head("/store/person/1.ttl").headers["content-type"] == "text/turtle; charset=utf-8"
    assert writing.send("DELETE", "/store/person/1.ttl").status_code == 204
    assert writing.client.head("/store/person/1.ttl").status_code == 404


def test_posting_triples_without_a_graph_makes_a_new_one(writing: Server) -> None:
    made = [writing.send("POST", "/store", content=ONE, headers=TURTLE) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].headers["location"] != made[1].headers["location"]
    assert len(lines(writing, graph=made[0].headers["location"])) == 1
    assert writing.client.get(made[0].headers["location"]).status_code == 200


def test_the_name_of_a_graph_is_decoded_once(writing: Server) -> None:
    for number, encoded in enumerate(("%31", "%2531")):
        path = f"/store?graph=http://a.example/{encoded}"
        content = f"<http://a.example/s> <http://a.example/p> {number} ."
        assert writing.send("PUT", path, content=content, headers=TURTLE).status_code == 201
    assert ['"0"' in line for line in lines(writing, graph="http://a.example/1")] == [True]
    assert ['"1"' in line for line in lines(writing, graph="http://a.example/%31")] == [True]


def test_an_empty_graph_exists(writing: Server) -> None:
    assert writing.send("PUT", "/store", params={"graph": GRAPH}, content=b"", headers=TURTLE).status_code == 201
    assert lines(writing, graph=GRAPH) == []


def test_quads_go_to_the_graphs_that_they_name(writing: Server) -> None:
    quads = (
        f'<http://a.example/s> <http://a.example/p> "x" <{GRAPH}> .\n<http://a.example/s> <http://a.example/p> "y" .'
    )
    answer = writing.send("POST", "/store", content=quads, headers={"content-type": "application/n-quads"})
    assert answer.status_code == 204
    assert (len(lines(writing, graph=GRAPH)), len(lines(writing, default=""))) == (1, 1)


def test_a_large_graph_goes_in_and_out(writing: Server) -> None:
    many = "".join(f"<http://a.example/{n}> <http://a.example/p> {n} .\n" for n in range(30_000))
    writing.send("PUT", "/store", params={"graph": GRAPH}, content=many, headers=TURTLE)
    assert len(lines(writing, graph=GRAPH)) == 30_000


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({"params": {"graph": GRAPH}, "content": "<a", "headers": TURTLE}, 400),
        ({"params": {"graph": "no iri"}, "content": ONE, "headers": TURTLE}, 400),
        ({"params": {"graph": GRAPH, "default": ""}, "content": ONE, "headers": TURTLE}, 400),
        ({"content": ONE, "headers": TURTLE}, 400),
        ({"params": {"graph": GRAPH}, "content": ONE}, 415),
        ({"params": {"graph": GRAPH}, "content": "<x/>", "headers": {"content-type": "application/rdf+xml"}}, 415),
    ],
)
def test_what_cannot_be_put_leaves_the_graph_as_it_was(options: dict, status: int, writing: Server) -> None:
    writing.send("PUT", "/store", params={"graph": GRAPH}, content=ONE, headers=TURTLE)
    assert writing.send("PUT", "/store", **options).status_code == status
    assert len(lines(writing, graph=GRAPH)) == 1


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_writing_needs_the_token(authorization: str, writing: Server) -> None:
    headers = {"authorization": authorization} if authorization else {}
    for method, path, options in (
        ("POST", "/sparql", {"data": {"update": "CLEAR ALL"}}),
        ("POST", "/update", {"data": {"update": "CLEAR ALL"}}),
        ("PUT", "/store?default", {"content": ONE}),
        ("DELETE", "/store?default", {}),
    ):
        answer = writing.client.request(method, path, headers=headers, **options)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <file:///etc/passwd>",
        "LOAD <http://a.example/>",
        "DELETE { ?s ?p 1 } WHERE { SERVICE <http://a/> { ?s ?p 1 } }",
    ],
)
def test_no_update_reaches_out(update: str, writing: Server) -> None:
    answer = writing.send("POST", "/update", data={"update": update})
    assert answer.status_code == 400
    assert "refused" in answer.text


@pytest.mark.parametrize(
    ("update", "status"),
    [
        ("DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", 204),
        ("DELETE DATA { <http://a.example/s> <http://a.example/p> 1 }", 204),
        (
            "INSERT { ?s ?p 'WHERE; }' } WHERE { {?s ?p 1} UNION {?s ?p 2} } ; DELETE {?s ?p 3} WHERE {?s ?p 3}",
            204,
        ),
        ("DELETE { ?s ?p 1 } USING <http://a.example/h> WHERE { ?s ?p 1 }", 400),
        ("DELETE WHERE { ?s ?p 1 }", 400),
    ],
)
def test_a_dataset_of_the_request_goes_into_each_operation(update: str, status: int, writing: Server) -> None:
    answer = writing.send("POST", "/update", params={"using-graph-uri": GRAPH}, data={"update": update})
    assert answer.status_code == status, answer.text


def test_the_graph_store_is_read_only_without_the_option(reading: Server) -> None:
    assert reading.send("PUT", "/store?default", content=ONE, headers=TURTLE).status_code == 403
    assert reading.client.get("/store?default").headers["content-type"] == "text/turtle; charset=utf-8"
