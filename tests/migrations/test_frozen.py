"""Migrations are history: each makes, to the letter, what it made in the databases that exist."""

import hashlib
from pathlib import Path

from tests.migrations.conftest import schema

from gongjian_core import migrate

SCHEMAS = Path(__file__).with_name("schemas.sha256")


def test_each_migration_makes_what_it_made(empty: str, tmp_path: Path) -> None:
    kept = {name: digest for digest, name in map(str.split, SCHEMAS.read_text("utf-8").splitlines())}
    for revision in migrate.revisions():
        migrate.upgrade(empty, revision)
        dump = tmp_path / f"{revision}.sql"
        dump.write_text(schema(empty), "utf-8")
        digest = hashlib.sha256(dump.read_bytes()).hexdigest()
        assert kept.pop(revision, None) == digest, (
            f"{revision} makes a schema ({dump}) that {SCHEMAS.name} does not know. Is the migration new, no release"
            f" has it: put the line `{digest}  {revision}` there. Else put back what was changed, be it the"
            " migration or gongjian_core.recorded: what is to be different from now on is a new migration, and other"
            " text for recorded tables a second module beside gongjian_core.recorded. Is only PostgreSQL's version"
            " another: compare the dumps of both versions, then renew all lines."
        )
    assert not kept, f"{SCHEMAS.name} names migrations that do not exist: {sorted(kept)}"
