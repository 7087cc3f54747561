import pytest

from tests.cli.desk import Desk


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys, monkeypatch)
