"""What `gongjian serve` checks before it serves, and what it keeps."""

import socket
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.core.sample_city import SampleCatalogue

from gongjian_core import serve
from gongjian_core.errors import StartRefused
from gongjian_core.migrate import downgrade, head, revisions, upgrade_checked
from gongjian_core.opening import Opened, opened
from gongjian_core.settings import Settings


def test_a_port_that_is_taken_is_named_with_the_variable_to_set() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StartRefused, match=rf"port {port} .* is taken.*GONGJIAN_PORT="):
            serve.serve(Settings(port=port), SampleCatalogue(), print)


def test_the_first_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    made = serve.kept_key(tmp_path / "data")
    assert serve.kept_key(tmp_path / "data") == made
    assert len(made) > 40
    assert stat.S_IMODE((tmp_path / "data" / "admin.key").stat().st_mode) == 0o600


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartRefused, match="GONGJIAN_ADMIN_KEY"):
        serve.kept_key(tmp_path / "file")


@pytest.mark.parametrize("behind", ["base", "one"])
def test_a_server_that_is_behind_is_refused_and_an_embedded_one_brought_up(urls: Any, behind: str) -> None:
    downgrade(urls.owner, "base" if behind == "base" else revisions()[-2])
    with pytest.raises(StartRefused, match="gongjian migrate"):
        serve.bring_up_to_date(Opened(urls.app, None, "a server", embedded=False), print)
    serve.bring_up_to_date(Opened(urls.app, urls.owner, "embedded", embedded=True), print)
    serve.bring_up_to_date(Opened(urls.app, None, "a server", embedded=False), print)


def test_a_role_that_sees_everything_is_refused_before_serving(urls: Any) -> None:
    with pytest.raises(StartRefused, match="row-level security"):
        serve.bring_up_to_date(Opened(urls.owner, urls.owner, "a server", embedded=False), print)


def test_a_database_that_cannot_be_reached_is_said(urls: Any) -> None:
    nowhere = "postgresql+asyncpg://gongjian_app:x@/gongjian?host=/nowhere"
    with pytest.raises(StartRefused, match="cannot be used"):
        serve.bring_up_to_date(Opened(nowhere, None, "a server", embedded=False), print)
    with pytest.raises(StartRefused, match="could not be migrated"):
        upgrade_checked(nowhere)


def test_commands_use_the_server_of_a_running_service(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir)
    with opened(settings, print, attach=False) as first:
        with opened(settings, print, attach=True) as second:
            assert (second.app_url.split("&")[0], second.embedded) == (first.app_url.split("&")[0], True)
            serve.bring_up_to_date(second, print)
        with pytest.raises(StartRefused, match="in use by process"), opened(settings, print, attach=False):
            pass
    assert head() == revisions()[-1]
