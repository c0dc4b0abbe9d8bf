"""Findings about the slips right after the count (现场测评结果)."""

MEETING_RESULTS = {
    "meeting_result_waits": (
        "这场会议还有 {forms} 份录票或支部测评表没有收回、待定，没有做“现场测评结果”：先出一部分，"
        "以后再出全部，两份一减就能看出后交的票怎样投。请收回后再按“回收”和“计算”；不再交的把表单改为“作废”。"
    ),
}
