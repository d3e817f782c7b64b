"""What the operator's page says, as typed: doctor, backup beside a running service, restore, and on from there."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.conftest import make_data_dir
from tests.credit_codes import code
from tests.end_to_end.load import BODY, ROUTE
from tests.end_to_end.running import GONGJIAN, Running


@pytest.fixture
def other_dir() -> Iterator[Path]:
    """Answer the data directory that a backup goes back into."""
    made = make_data_dir()
    yield made
    shutil.rmtree(made)


def gongjian(data_dir: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a data directory."""
    environment = {**os.environ, "GONGJIAN_DATA_DIR": str(data_dir)}
    return subprocess.run([GONGJIAN, *words], env=environment, capture_output=True, text=True, check=False)


def digest(one: Running) -> object:
    """Answer what the service itself says it holds."""
    headers = {"Authorization": f"Bearer {one.key}"}
    answer = httpx.get(f"{one.url}/api/v1/digest", headers=headers, trust_env=False, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_service_is_examined_backed_up_and_restored(data_dir: Path, other_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "today.backup"
    with Running(data_dir) as one:
        headers = {"Authorization": f"Bearer {one.key}"}
        for number in range(3):
            url = f"{one.url}{ROUTE}/{code(number)}"
            assert httpx.put(url, json=BODY, headers=headers, trust_env=False).status_code == 201
        looked = gongjian(data_dir, "doctor")
        assert (looked.returncode, "WRONG" in looked.stdout) == (0, False), looked.stdout
        saved = gongjian(data_dir, "backup", str(file))
        assert (saved.returncode, saved.stdout.strip()) == (0, str(file)), saved.stderr
        refused = gongjian(data_dir, "restore", str(file))
        assert (refused.returncode, "in use by process" in refused.stderr) == (1, True), refused.stderr
        before = digest(one)
    restored = gongjian(other_dir, "restore", str(file))
    assert restored.returncode == 0, restored.stderr
    assert "each table has the hash that it had" in restored.stderr.replace("\n", " ")
    with Running(other_dir) as again:
        assert digest(again) == before
        assert gongjian(other_dir, "doctor").returncode == 0


def test_the_doctor_names_what_is_wrong_by_its_exit_code(data_dir: Path) -> None:
    nowhere = "postgresql://gongjian_app:x@/gongjian?host=/nowhere"
    environment = {**os.environ, "GONGJIAN_DATABASE_URL": nowhere}
    looked = subprocess.run([GONGJIAN, "doctor"], env=environment, capture_output=True, text=True, check=False)
    assert (looked.returncode, "WRONG database" in looked.stdout) == (1, True), looked.stdout + looked.stderr
