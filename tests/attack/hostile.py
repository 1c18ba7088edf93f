"""Values that no form expects, and plausible requests made from the API's own description."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from drf_spectacular.generators import SchemaGenerator

from tests.attack.world import DAY, World

ODD = ("\x00", "D-١٢", 10**30, "9999-12-31", [None])
SAMPLES = {
    "date": DAY.isoformat(),
    "date-time": f"{DAY.isoformat()}T10:00:00Z",
    "time": "10:00",
    "email": "new@cast.example",
}


class Described:
    """The API's description, read once."""

    def __init__(self) -> None:
        self.whole: dict[str, Any] = SchemaGenerator().get_schema(public=True)

    def posts(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Address (with its blanks) and JSON schema of everything that is sent as JSON."""
        for path, verbs in self.whole["paths"].items():
            if "post" in verbs:
                content = verbs["post"].get("requestBody", {}).get("content", {})
                yield path, self.resolved(content.get("application/json", {}).get("schema", {}))

    def gets(self) -> Iterator[tuple[str, list[str]]]:
        """Address and names of the query's parameters."""
        for path, verbs in self.whole["paths"].items():
            if "get" in verbs:
                asked = verbs["get"].get("parameters", [])
                yield path, [one["name"] for one in asked if one["in"] == "query"]

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The schema itself where it is a reference."""
        if "$ref" in schema:
            return self.resolved(self.whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        for joined in ("allOf", "oneOf"):
            if joined in schema:
                return self.resolved(schema[joined][0])
        return schema

    def sample(self, schema: dict[str, Any], world: World, name: str = "") -> Any:
        """Something that the schema lets through, with ids of `world`."""
        schema = self.resolved(schema)
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema.get("type")
        if kind == "object":
            return {key: self.sample(part, world, key) for key, part in schema.get("properties", {}).items()}
        if kind == "array":
            return [self.sample(schema["items"], world, name)]
        if kind in ("integer", "number"):
            return schema.get("minimum", 1)
        return True if kind == "boolean" else self._text(schema, world, name)

    def _text(self, schema: dict[str, Any], world: World, name: str) -> str:
        if schema.get("format") == "uuid":
            return str(world.ids.get(name) or uuid4())
        if name in ("ref", "decision", "source", "code", "parent", "dimension", "category"):
            return ""
        if name in ("instrument", "kind"):
            return {"instrument": "swemwbs", "kind": "threat"}[name]
        if schema.get("format") == "decimal":
            return "1.00"
        if name == "ends":
            return "11:00"
        return SAMPLES.get(schema.get("format", ""), "Words")
