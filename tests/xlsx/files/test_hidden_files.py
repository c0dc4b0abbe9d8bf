"""The program's notes beside the master are out of the clerk's sight."""

from pathlib import Path

from shuzhi_xl.xlsx.files.hidden_files import hide


def test_windows_is_asked_to_hide_the_file() -> None:
    requests: list[tuple[str, int]] = []
    hide(Path("甲.txt"), lambda path, attributes: requests.append((path, attributes)))
    assert requests == [("甲.txt", 2)]


def test_where_there_is_no_such_thing_the_file_is_left_as_it_is(tmp_path: Path) -> None:
    note = tmp_path / ".~操作_总表.txt"
    note.write_text("回收", encoding="utf-8")
    hide(note)
    assert note.read_text("utf-8") == "回收"


def test_a_refusal_stops_nothing() -> None:
    def refuses(*_: object) -> None:
        raise OSError

    hide(Path("甲.txt"), refuses)
