"""What can go wrong, said so that the reader knows the place and the remedy."""


class KgError(Exception):
    """Base of every error that a user can cause and mend; the command line turns it into exit code 2."""


class InputError(KgError):
    """A document cannot be read: the message names the file, the place in it and the remedy."""

    said = False
    """Has the person read it already, when it was met?"""


class OntologyError(KgError):
    """The ontology folder contradicts itself: the message names the entry and the valid choices."""


class QueryError(KgError):
    """A SPARQL query cannot be run: the message names line and column or the refused construct."""


class OutputError(KgError):
    """A result cannot be written; the previous output is untouched."""
