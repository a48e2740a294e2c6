"""YAML as nodes that know their line and column.

Values are taken as they are written, never as YAML 1.1 would guess: `no` is a language, `8:30` a time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from replywell.ehr.problems import Problem, Wrong, nearest


class Document:
    """One YAML file being read; problems are collected."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.file = path.name
        self.folder = path.parent
        self.problems = problems
        self.root: Node | None = None
        try:
            self.root = yaml.compose(path.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
        except UnicodeDecodeError as error:
            self.problems.append(Problem(self.file, 1, "", "", f"the file is not UTF-8 ({error.reason})", "UTF-8"))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.problems.append(
                Problem(
                    self.file,
                    mark.line + 1 if mark else 1,
                    str(mark.column + 1) if mark else "",
                    "",
                    f"the YAML cannot be read: {error.problem or error.context}",
                    "spaces for indentation (no tabs), a space after each colon, quotes in pairs",
                )
            )
        except yaml.YAMLError as error:
            self.problems.append(Problem(self.file, 1, "", "", f"the YAML cannot be read: {error}", ""))

    def wrong(self, node: Node, wrong: str, right: str, found: str | None = None) -> None:
        """Report a problem where the node stands."""
        if found is None:
            found = node.value if isinstance(node, ScalarNode) else ""
        mark = node.start_mark
        self.problems.append(Problem(self.file, mark.line + 1, str(mark.column + 1), found, wrong, right))


Reader = Callable[[Document, Node], Any]


@dataclass(frozen=True)
class Key:
    """One key that a mapping may have."""

    read: Reader
    required: bool = False


@dataclass
class Fields:
    """A mapping that was read: values by key, and the node of each."""

    node: Node
    values: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or the default."""
        return self.values.get(key, default)

    def at(self, key: str) -> Node:
        """Where the key's value stands; where the mapping does, without it."""
        return self.nodes.get(key, self.node)


def mapping(document: Document, node: Node, keys: Mapping[str, Key], what: str) -> Fields:
    """Read a mapping of known keys. Unknown, doubled and missing ones are problems."""
    fields = Fields(node)
    if not isinstance(node, MappingNode):
        document.wrong(node, f"{what} must have keys and values", f"lines such as {next(iter(keys))}: ...")
        return fields
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        name = key_node.value if isinstance(key_node, ScalarNode) else ""
        if name in seen:
            document.wrong(key_node, f"the key stands on line {seen[name]} already", "each key once")
            continue
        seen[name] = key_node.start_mark.line + 1
        if name not in keys:
            document.wrong(key_node, f"{what} has no such key", nearest(name, keys), name)
            continue
        if empty(value_node) and not keys[name].required:
            continue
        try:
            fields.nodes[name] = value_node
            fields.values[name] = keys[name].read(document, value_node)
        except Wrong as error:
            document.wrong(value_node, error.wrong, error.right)
    for name, key in keys.items():
        if key.required and name not in seen:
            document.wrong(node, f"{what} needs {name}", f"a line {name}: ...", "")
    return fields


def empty(node: Node) -> bool:
    """Whether nothing is written there."""
    return isinstance(node, ScalarNode) and node.style is None and node.value in ("", "~", "null")


def scalar(read: Callable[[str], Any]) -> Reader:
    """A reader of one value."""

    def take(_: Document, node: Node) -> Any:
        if not isinstance(node, ScalarNode):
            raise Wrong("it must be one value", "one value, not a list or keys")
        return read(node.value)

    return take


def several(read: Callable[[str], Any]) -> Reader:
    """A reader of a list of values: `[a, b]`, a list with dashes, or `a, b`."""

    def take(document: Document, node: Node) -> list[Any]:
        found: list[Any] = []
        if isinstance(node, ScalarNode):
            return [read(word) for word in node.value.split(",") if word.strip()]
        if not isinstance(node, SequenceNode):
            raise Wrong("it must be a list", "[one, two]")
        for one in node.value:
            try:
                found.append(scalar(read)(document, one))
            except Wrong as error:
                document.wrong(one, error.wrong, error.right)
        return found

    return take


def items(keys: Mapping[str, Key], what: str) -> Reader:
    """A reader of a list of mappings."""

    def take(document: Document, node: Node) -> list[Fields]:
        if not isinstance(node, SequenceNode):
            raise Wrong("it must be a list", f"a dash before each {what}")
        return [mapping(document, one, keys, what) for one in node.value]

    return take


def pairs(read_key: Callable[[str], Any], read_value: Callable[[str], Any]) -> Reader:
    """A reader of a mapping whose keys are data: [(key, value, node of the value)]."""

    def take(document: Document, node: Node) -> list[tuple[Any, Any, Node]]:
        if not isinstance(node, MappingNode):
            raise Wrong("it must have keys and values", "lines such as key: value")
        found = []
        for key_node, value_node in node.value:
            try:
                key = scalar(read_key)(document, key_node)
            except Wrong as error:
                document.wrong(key_node, error.wrong, error.right)
                continue
            try:
                found.append((key, scalar(read_value)(document, value_node), value_node))
            except Wrong as error:
                document.wrong(value_node, error.wrong, error.right)
        return found

    return take
