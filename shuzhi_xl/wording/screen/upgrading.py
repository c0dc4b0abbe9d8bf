"""Sentences about masters of earlier and newer versions (升级)."""

from collections.abc import Sequence

UPGRADE = "升级：给旧版总表补上新版增加的工作表、栏目和设置项，原有内容不动，先留备份"

NEWER = {
    "master_newer": (
        "“{name}”是更新的程序建立或升级过的，本机的程序还不认识其中的{unknown}。"
        "总表没有改动；请先更新本机的程序，再操作。"
    ),
}


def upgraded(added: Sequence[str], renewed: Sequence[str], *, current: bool) -> str:
    """End of 升级: what was added, in one sentence.

    >>> upgraded(["组织名册“网格”"], [], current=True)
    '升级完成：增加了组织名册“网格”；原有内容没有动，原来的总表留在“备份”文件夹。'
    """
    parts = [
        f"增加了{'、'.join(added)}" if added else "",
        f"{'、'.join(renewed)}的下拉列表增加了选项" if renewed else "",
        "" if current else "总表中的宏有您自己的改动，没有更换",
        "原有内容没有动，原来的总表留在“备份”文件夹",
    ]
    return f"升级完成：{'；'.join(part for part in parts if part)}。"


def up_to_date() -> str:
    """End of 升级 of a current master."""
    return "总表已经是本版的格式，不用升级，没有改动。"


def not_upgraded(reason: str) -> str:
    """Added to a job's sentence when the master could not be upgraded before it."""
    return f"总表是旧版的格式，照常可用，但没有升级：{reason}"


def upgraded_when_closed() -> str:
    """Added to a button's sentence when the open master is an earlier version's."""
    return (
        "本总表是旧版的格式，照常可用；您关闭它以后，程序会自动补上新版增加的栏目（原表留在“备份”文件夹），"
        "补好了会告诉您。"
    )


def upgraded_by_installer() -> str:
    """The same where no process can wait until the workbook is closed."""
    return (
        "本总表是旧版的格式，照常可用；要用新版增加的栏目，请保存并关闭总表，再双击一次 install.cmd，"
        "它会自动升级总表（原表留在“备份”文件夹）。"
    )
