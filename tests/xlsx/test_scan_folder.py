"""The folder 扫描: which files are read, as which scan, in which order."""

from pathlib import Path

from shuzhi_xl.xlsx.scan_folder import ScanFolder


def folder_with(root: Path, *names: str) -> ScanFolder:
    for name in names:
        path = root / "扫描" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return ScanFolder(root, 2015)


def test_pictures_of_both_scans_are_listed_apart_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    names = ("扫描10.PDF", "扫描2.pdf", "M1/a.tiff", "第二遍/甲/1.jpeg", "第二遍/2.png", "第二遍.bmp")
    files = folder_with(tmp_path, *(f"2015/{name}" for name in names)).list_files()
    assert files.first == ["M1/a.tiff", "扫描2.pdf", "扫描10.PDF", "第二遍.bmp"]
    assert files.second == ["第二遍/2.png", "第二遍/甲/1.jpeg"]
    assert files.no_pictures == []


def test_other_years_hidden_files_and_what_programs_leave_there_are_passed_over(tmp_path: Path) -> None:
    litter = ("2014/a.pdf", "b.pdf", "2015/.缩略图/c.jpg", "2015/~$d.pdf", "2015/Thumbs.db", "2015/.e.pdf")
    outputs = ("2015/读票清单.xlsx", "2015/抽查_M1.xlsx")
    files = folder_with(tmp_path, *litter, *outputs, "2015/说明.docx", "2015/M1/读票清单.xlsx").list_files()
    assert (files.first, files.second) == ([], [])
    # In a sub-folder the program writes nothing
    assert files.no_pictures == ["M1/读票清单.xlsx", "说明.docx"]


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    folder = ScanFolder(tmp_path, 2015)
    assert folder.list_files().first == []
    assert folder.path_of("M1/a.pdf") == tmp_path / "扫描/2015/M1/a.pdf"
