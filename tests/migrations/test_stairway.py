"""Each migration goes up, down and up again; backfills under forced policies reach every city."""

from tests.migrations.conftest import connected, schema

from gongjian_core import migrate


def objects(url: str) -> set[tuple[str, str]]:
    """What stands in the schema beside Alembic's own table."""
    rows = connected(
        url,
        """select 'relation' as kind, relname as name from pg_class where relnamespace = 'public'::regnamespace
           union all select 'function', proname from pg_proc where pronamespace = 'public'::regnamespace""",
    )
    return {(row["kind"], row["name"]) for row in rows if not row["name"].startswith("alembic_version")}


def test_each_migration_goes_up_down_and_up_again(empty: str) -> None:
    migrate.upgrade(empty, migrate.revisions()[0])
    migrate.downgrade(empty, "base")
    assert objects(empty) == set()
    before = "base"
    for revision in migrate.revisions():
        standing = schema(empty)
        migrate.upgrade(empty, revision)
        made = schema(empty)
        assert made != standing
        migrate.downgrade(empty, before)
        assert schema(empty) == standing
        migrate.upgrade(empty, revision)
        assert schema(empty) == made
        before = revision
    assert revision == migrate.head()


def test_a_backfill_of_two_cities_reaches_both_under_forced_policies(empty: str) -> None:
    migrate.upgrade(empty)
    document = (
        '{"name":"甲","division_code":"1","industry_code":"C","status":"operating","above_scale":[],'
        '"certifications":[],"compliance":[],"lists":[]}'
    )
    insert = (
        f"insert into enterprises (city, uscc, document) values ('aa', 'X', '{document}'), ('bb', 'X', '{document}')"
    )
    connected(empty, insert, "aa,bb")
    change = "update enterprises set gross_output_year = 2023"
    assert connected(empty, change) == "UPDATE 0"
    connected(empty, f"begin; {migrate.backfill('enterprises', change)} commit")
    counted = "select count(*) from enterprises where gross_output_year = 2023"
    assert [connected(empty, counted, cities)[0][0] for cities in ("aa", "bb", "aa,bb", "")] == [1, 1, 2, 0]
