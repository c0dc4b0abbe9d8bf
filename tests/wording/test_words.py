"""What a check finds is 疑点 to everyone who reads it; 问题 is only what is to be rectified."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# 须改 and 校验 are about findings; 改法 is what a finding says
AS_FINDING = re.compile(
    "须改的?问题|问题与改法|问题和改法|没有发现问题|发现的问题|问题共|有问题的表单|列为问题"
)
# Masters of earlier versions keep their headers, and their 评定依据 the sentences of its day
EARLIER = ("formerly=", "_FORMERLY")


def test_what_a_check_finds_is_never_called_a_problem() -> None:
    texts = [*ROOT.glob("shuzhi_xl/**/*.py"), *ROOT.glob("docs/*.md"), ROOT / "README.md"]
    assert [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in texts
        for line in path.read_text(encoding="utf-8").splitlines()
        if AS_FINDING.search(line) and not any(word in line for word in EARLIER)
    ] == []
