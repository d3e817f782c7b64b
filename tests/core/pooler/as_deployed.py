"""PgBouncer's configuration as CloudNativePG 1.30 writes it for our Pooler: TLS, SCRAM looked up in the database, HBA.

Two things differ: PostgreSQL is reached over its socket, and the role that looks up passwords has one instead of a
certificate.
"""

import asyncio
import re
import subprocess
from pathlib import Path
from typing import Any

import asyncpg
import yaml

DEPLOY = Path(__file__).parents[3] / "deploy"
LOOKS_UP = "cnpg_pooler_pgbouncer"
SINCE = {"auth_dbname": (1, 19), "max_prepared_statements": (1, 21)}
"""Parameters that older programs refuse to start with."""

_LOOK_UP = f"""
do $$ begin if to_regrole('{LOOKS_UP}') is null then create role {LOOKS_UP} login password 'looks-up'; end if; end $$;
create function public.user_search(uname text) returns table (usename name, passwd text)
  language sql security definer set search_path = pg_catalog, pg_temp
  as 'select usename, passwd from pg_catalog.pg_shadow where usename = $1';
revoke all on function public.user_search(text) from public;
grant execute on function public.user_search(text) to {LOOKS_UP};
"""


def version_of(program: str) -> tuple[int, ...]:
    """Answer the program's version."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"PgBouncer (\d+)\.(\d+)", said)
    assert found, said
    return int(found[1]), int(found[2])


def parameters() -> dict[str, Any]:
    """Answer what our manifest says, with the mode."""
    spec = yaml.safe_load((DEPLOY / "components/pooler/pooler.yaml").read_text("utf-8"))["spec"]["pgbouncer"]
    return {"pool_mode": spec["poolMode"], **spec["parameters"]}


def certificates(folder: Path) -> Path:
    """Make an authority and a server's certificate for `localhost`; answer the authority's file."""
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", folder / "tls.key", "-out", folder / "tls.crt", *subject],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "tls.crt"


def prepare(superuser: str) -> None:
    """Make the function that passwords are looked up with, as the operator does."""

    async def run() -> None:
        connection = await asyncpg.connect(superuser.replace("+asyncpg", ""))
        await connection.execute(_LOOK_UP)
        await connection.close()

    asyncio.run(run())


def written(folder: Path, program: str, sockets: str, port: int) -> Path:
    """Write the configuration; answer its file."""
    (folder / "hba").write_text("host all all 0.0.0.0/0 md5\nhost all all ::/0 md5\n")
    (folder / "users").write_text(f'"{LOOKS_UP}" "looks-up"\n')
    said = {
        "listen_addr": "127.0.0.1",
        "listen_port": port,
        "unix_socket_dir": "",
        "auth_type": "hba",
        "auth_hba_file": folder / "hba",
        "auth_file": folder / "users",
        "auth_user": LOOKS_UP,
        "auth_query": "SELECT usename, passwd FROM public.user_search($1)",
        "server_tls_sslmode": "verify-ca",
        "server_tls_ca_file": folder / "tls.crt",
        "client_tls_cert_file": folder / "tls.crt",
        "client_tls_key_file": folder / "tls.key",
        "client_tls_ca_file": folder / "tls.crt",
        "ignore_startup_parameters": "extra_float_digits,options",
        "log_stats": 0,
        **parameters(),
    }
    known = [f"{name} = {value}" for name, value in said.items() if version_of(program) >= SINCE.get(name, (0,))]
    file = folder / "pgbouncer.ini"
    file.write_text("\n".join(["[databases]", f"* = host={sockets} port=5432", "[pgbouncer]", *known, ""]))
    return file
