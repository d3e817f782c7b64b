"""Sums of money as whole fen beside them, to sort by: pages deep in such an order cost what the first costs.

Under row-level security only comparisons that PostgreSQL knows to be leakproof may narrow an index scan. Those of
bigint are, those of numeric are not, so a cursor in an order by numeric reads all rows before it.
"""

from __future__ import annotations

from gongjian_core.migrate import run_script

revision = "0017_sortable_money"
down_revision = "0016_exports"
branch_labels = None
depends_on = None

COLUMNS = {
    "enterprises": ("uscc", ("gross_output",)),
    "projects": ("code", ("planned_investment", "fixed_asset_investment")),
}


def _add(table: str, key: str, column: str) -> str:
    return f"""
    alter table {table} add column {column}_fen bigint generated always as (gongjian_fen({column})) stored;
    drop index if exists {table}_{column};
    create index {table}_{column} on {table} (city, {column}_fen, {key});
    """


def upgrade() -> None:
    """Add the columns; those of no figure are zero, those beyond nine quintillion fen are cut off there."""
    run_script(
        """
        create function gongjian_fen(yuan numeric) returns bigint language sql immutable
          return least(greatest(round(coalesce(yuan, 0) * 100), -9000000000000000000), 9000000000000000000)::bigint;
        """
        + "".join(_add(table, key, column) for table, (key, columns) in COLUMNS.items() for column in columns)
    )


def downgrade() -> None:
    """Sort by numeric again."""
    run_script(
        "".join(
            f"alter table {table} drop column {column}_fen;"
            for table, (_, columns) in COLUMNS.items()
            for column in columns
        )
        + """
        drop function gongjian_fen(numeric);
        create index enterprises_gross_output on enterprises (city, (coalesce(gross_output, 0)), uscc);
        create index projects_planned_investment on projects (city, (coalesce(planned_investment, 0)), code);
        """
    )
