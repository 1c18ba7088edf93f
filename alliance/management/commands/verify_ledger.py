"""Says whether a log is whole, or names the first broken entry."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from alliance.contract.models import Alliance
from alliance.decisions.sealed.checking import left_out, reveal_fault
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify


class Command(BaseCommand):
    """Exit code 0 for whole, 1 for broken."""

    help = "Checks every entry of an alliance's log, or of all of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`slug`, and `--deep`."""
        parser.add_argument(
            "slug", nargs="?", help="the word in the alliance's address; all of them without it"
        )
        parser.add_argument(
            "--deep", action="store_true", help="also read each entry again (ten times slower)"
        )

    def handle(self, *args: Any, slug: str | None, deep: bool, **options: Any) -> None:
        """One line an alliance."""
        broken = [name for name, alliance in named(slug) if not self._says_whole(name, alliance, deep)]
        if broken:
            raise CommandError(f"Not whole: {', '.join(broken)}.")

    def _says_whole(self, name: str, alliance: UUID, deep: bool) -> bool:
        verdict = verify(alliance, deep=deep)
        fault = verdict.fault or reveal_fault(alliance)
        if not fault:
            gone = f", {verdict.erased} texts erased" if verdict.erased else ""
            gone += f", {verdict.withheld} texts withheld" if verdict.withheld else ""
            self.stdout.write(f"{name}: whole, {verdict.size} entries{gone}, root {verdict.root.hex()}")
            self.stdout.writelines(f"{name}: {one}" for one in left_out(alliance))
        else:
            self.stderr.write(f"{name}: {fault}")
        return not fault


def named(slug: str | None) -> list[tuple[str, UUID]]:
    """The alliance called `slug`, or every one that has a log, with what to call it; CommandError for none."""
    names = dict(Alliance.objects.values_list("id", "slug"))
    if slug is None:
        return [(names.get(alliance, str(alliance)), alliance) for alliance in ledger.alliances()]
    found = [(name, alliance) for alliance, name in names.items() if name == slug]
    if not found:
        raise CommandError(
            f"There is no alliance “{slug}”. There are: {', '.join(sorted(names.values())) or 'none'}."
        )
    return found
