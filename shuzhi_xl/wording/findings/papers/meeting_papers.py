"""Sentences about the papers of a meeting (会议材料) that 分发 has made again."""

MEETING_PAPERS = {
    "ballots_void": (
        "书记名单或测评项目有改动，测评票已重新做好，请重新印制。已经印好的旧票作废，不要再发给投票人。"
    ),
    "ballots_renewed": (
        "应到人数、票类、会议安排或组织名称有改动，测评票已重新做好，请按新的“印制说明”补印。"
        "票上的书记没有变，已经印好的票仍然有效。"
    ),
}
