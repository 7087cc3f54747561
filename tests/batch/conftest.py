import pytest

from tests.batch.ward import Ward, rows
from tests.cli.desk import Desk


@pytest.fixture
def ward(tmp_path):
    return Ward(tmp_path)


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys, monkeypatch)


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory):
    """Twelve rows made with nothing in the way."""
    ward = Ward(tmp_path_factory.mktemp("undisturbed"))
    assert ward.run(ward.put(rows(12)), jobs=2).made == 12
    return ward
