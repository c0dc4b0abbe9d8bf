"""What is taken out of wheels and put into them, on wheels as small as can be."""

import zipfile
from pathlib import Path

import pytest

from shuzhi_xl.building.release.changed_wheels import bring_runtime, leave_out

LIBRARY = b"MZ library"


def write_wheel(folder: Path, title: str, files: dict[str, bytes]) -> Path:
    """A wheel of these files; its title is name, version and tags."""
    path = folder / f"{title}.whl"
    information = "-".join(title.split("-")[:2]) + ".dist-info"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
        package.writestr(f"{information}/WHEEL", "Wheel-Version: 1.0\n")
        package.writestr(f"{information}/RECORD", "")
    return path


def read_wheel(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_opencv_comes_without_ffmpeg(tmp_path: Path) -> None:
    files = {"cv2/cv2.pyd": b"MZ", "cv2/opencv_videoio_ffmpeg500_64.dll": b"MZ", "cv2/LICENSE.txt": b"text"}
    wheel = write_wheel(tmp_path, "opencv_python_headless-5.0-cp37-abi3-win_amd64", files)
    changed = leave_out(wheel)
    assert list(tmp_path.iterdir()) == [changed]
    assert changed.name == "opencv_python_headless-5.0-1novideo-cp37-abi3-win_amd64.whl"
    content = read_wheel(changed)
    assert {"cv2/cv2.pyd", "cv2/LICENSE.txt"} < set(content)
    assert not [name for name in content if "ffmpeg" in name]
    record = content["opencv_python_headless-5.0.dist-info/RECORD"].decode()
    assert "cv2/cv2.pyd,sha256=" in record
    assert "ffmpeg" not in record
    assert content["opencv_python_headless-5.0.dist-info/WHEEL"].endswith(b"Build: 1novideo\n")


@pytest.mark.parametrize("title", ["opencv_python_headless-5-cp37-abi3-linux_x86_64", "rich-1-py3-none-any"])
def test_a_wheel_without_such_a_part_stays_as_it_is(tmp_path: Path, title: str) -> None:
    wheel = write_wheel(tmp_path, title, {"module.py": b""})
    before = wheel.read_bytes()
    assert leave_out(wheel) == wheel
    assert wheel.read_bytes() == before


def test_zxing_gets_the_library_that_numpy_brings_and_only_once(tmp_path: Path) -> None:
    write_wheel(tmp_path, "numpy-2-cp313-cp313-win_amd64", {"numpy.libs/msvcp140-a4c2.dll": LIBRARY})
    write_wheel(tmp_path, "zxing_cpp-3-cp312-abi3-win_amd64", {"zxingcpp/zxingcpp.pyd": b"MZ"})
    for _ in range(2):
        bring_runtime(tmp_path)
        (changed,) = tmp_path.glob("zxing_cpp-*.whl")
        assert changed.name == "zxing_cpp-3-1runtime-cp312-abi3-win_amd64.whl"
        content = read_wheel(changed)
        assert content["zxingcpp/msvcp140.dll"] == LIBRARY
        assert b"zxingcpp/msvcp140.dll,sha256=" in content["zxing_cpp-3.dist-info/RECORD"]


def test_other_systems_need_no_such_library(tmp_path: Path) -> None:
    wheel = write_wheel(tmp_path, "zxing_cpp-3-cp312-abi3-linux_x86_64", {"zxingcpp/zxingcpp.so": b""})
    bring_runtime(tmp_path)
    assert list(tmp_path.iterdir()) == [wheel]


def test_a_numpy_without_the_library_makes_no_bundle(tmp_path: Path) -> None:
    write_wheel(tmp_path, "numpy-2-cp313-cp313-win_amd64", {"numpy/core.pyd": b"MZ"})
    write_wheel(tmp_path, "zxing_cpp-3-cp312-abi3-win_amd64", {"zxingcpp/zxingcpp.pyd": b"MZ"})
    with pytest.raises(StopIteration):
        bring_runtime(tmp_path)
