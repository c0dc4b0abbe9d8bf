"""Findings about official documents that somebody has edited (改过的公文)."""

EDITED_DOCUMENTS = {
    "document_edited": (
        "这份公文做好以后有人改过，没有覆盖；现在的内容另做成“{name}”，在同一个文件夹。请把您改的内容补进新的一份，"
        "删去原来的，再去掉文件名里的“(新)”。"
    ),
}
