"""`*`, `?` and `${variables}`, as policies write them: matched in bounded time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

VARIABLE = re.compile(r"\$\{\s*([^},]+?)\s*(?:,\s*'([^']*)'\s*)?\}")
LITERALS = {"*", "?", "$"}
ANY_TEXT, ANY_LETTER = "any text", "any letter"
ARN_SEGMENTS = 6

Lookup = Callable[[str], list[str] | None]


@dataclass(frozen=True)
class Variable:
    """A context key in the text, and what stands for it when the key is absent."""

    key: str
    default: str | None


Token = str | Variable


@dataclass(frozen=True)
class Pattern:
    """One text of a policy. `variables` is false for policies older than 2012-10-17, and for actions."""

    text: str
    variables: bool = False
    wildcards: bool = True

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(_tokens(self.text, self.variables, self.wildcards))

    @cached_property
    def _segments(self) -> list[tuple[Token, ...]]:
        """The six parts of an ARN; the last one keeps its colons."""
        parts: list[list[Token]] = [[]]
        for token in self.tokens:
            if token == ":" and len(parts) < ARN_SEGMENTS:
                parts.append([])
            else:
                parts[-1].append(token)
        return [tuple(part) for part in parts]

    def matches(self, value: str, lookup: Lookup) -> bool:
        return _matches(self.tokens, value, lookup)

    def matches_arn(self, arn: str, lookup: Lookup) -> bool:
        """Segment by segment: a wildcard does not reach over the colons before the resource."""
        if self.tokens == (ANY_TEXT,):
            return True
        values = arn.split(":", ARN_SEGMENTS - 1)
        if len(self._segments) != len(values):
            return False
        return all(_matches(part, value, lookup) for part, value in zip(self._segments, values, strict=True))


def _tokens(text: str, variables: bool, wildcards: bool) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        found = VARIABLE.match(text, at) if variables else None
        if found:
            name = found.group(1)
            tokens.append(name if name in LITERALS else Variable(name.lower(), found.group(2)))
            at = found.end()
            continue
        letter = text[at]
        at += 1
        if wildcards and letter == "*":
            if tokens[-1:] != [ANY_TEXT]:
                tokens.append(ANY_TEXT)
        else:
            tokens.append(ANY_LETTER if wildcards and letter == "?" else letter)
    return tokens


def _matches(tokens: tuple[Token, ...], value: str, lookup: Lookup) -> bool:
    plain = _expanded(tokens, lookup)
    return plain is not None and glob(plain, value)


def _expanded(tokens: tuple[Token, ...], lookup: Lookup) -> tuple[str, ...] | None:
    """Variables as their letters, which are no wildcards; nothing when one has no value."""
    if not any(isinstance(token, Variable) for token in tokens):
        return tokens  # type: ignore[return-value]
    plain: list[str] = []
    for token in tokens:
        if not isinstance(token, Variable):
            plain.append(token)
            continue
        values = lookup(token.key)
        text = values[0] if values and len(values) == 1 else token.default
        if text is None:
            return None
        plain += text
    return tuple(plain)


def glob(tokens: tuple[str, ...], value: str) -> bool:
    """Greedy, with one point to come back to: the work is at most the product of the two lengths."""
    at = token = 0
    star, resume = -1, 0
    while at < len(value):
        if token < len(tokens) and tokens[token] == ANY_TEXT:
            star, resume = token, at
            token += 1
        elif token < len(tokens) and tokens[token] in (ANY_LETTER, value[at]):
            at += 1
            token += 1
        elif star >= 0:
            resume += 1
            at, token = resume, star + 1
        else:
            return False
    return all(rest == ANY_TEXT for rest in tokens[token:])
