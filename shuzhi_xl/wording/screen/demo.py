"""Sentences of the demo (演示): its stages, what it made, what it planted and how the clerk resolved it."""

STAGES = {
    "new": "新建总表，录入一个虚构的镇",
    "check": "校验",
    "distribute": "分发",
    "reports": "收齐述职报告，读取，退回修改，再读",
    "returns": "各支部填表，陆续发回",
    "collect": "回收",
    "decide_held": "经办人处理有疑点的表单",
    "compute": "计算",
    "decide": "党委研究定等，重新计算",
    "generate": "生成反馈和汇总",
    "publish": "公布",
    "replies": "支部报送整改情况，回收",
    "track": "整改跟踪",
    "last": "最后核对",
}

TRICKS = {
    "report_praises": ("一份述职报告写成绩的篇幅超过三分之一", "退回修改；改好的放回原处，再按“读取报告”。"),
    "report_silent": ("一份述职报告没有写问题", "退回补写；补好的放回原处，再按“读取报告”。"),
    "report_nameless": ("一份述职报告看不出是谁的", "没有读入；经办人在文件名写上编号后已读入。"),
    "report_twice": ("一位书记交来两份述职报告", "都没有读入；经办人移走一份后已读入。"),
    "twice": ("同一份表单发来两次", "只计一次，另一份归为重复。"),
    "missing": ("有一个支部没有交表", "已催交；补交的表单放入“收回”后已计入。"),
    "slip": ("一格评价写了错字“交好”", "先按作废计并列出；请支部更正后重报。"),
    "last_year": ("混进了去年的表单", "没有计入；已移到“往年表单”文件夹。"),
    "resaved": ("一份表单用别的软件另存过", "内容没有变，照常计入，不用处理。"),
    "corrected": (
        "更正后的表单与原来的内容不同",
        "两份先都暂扣；经办人已在“票单登记”采用更正的一份，再按“回收”计入。",
    ),
    "replaced": ("被更正替换的原表单", "经办人已在“票单登记”改为“作废”，不计入。"),
}

MADE = {
    "master": "总表（全年数据都在其中）",
    "reports": "读入的述职报告",
    "packages": "发给支部的工作簿",
    "typing": "会议纸质票的录票工作簿",
    "papers": "会议要印的测评票",
    "returned": "收回并处理的文件",
    "ballots": "录入的测评票（张）",
    "surveys": "录入的问卷（份）",
    "graded": "评出等次的党组织",
    "changed": "党委研究改变等次",
    "feedback": "各支部的结果反馈",
    "shown": "其中每项得分都写出的（准确数或约数）",
    "summaries": "各板块汇总",
    "audits": "各板块核对",
    "publications": "各板块公布表",
    "problems": "整改清单上的问题",
    "closed": "其中已销号",
    "tracking": "各板块整改跟踪表",
    "reminders": "各牵头部门催办单",
    "backups": "每次改动前的总表备份",
}

NEEDS = {
    "open": ("还有 {count} 个问题没有销号", "支部整改后报来，审核属实的在“整改清单”中销号。"),
    "notices": ("最后一次计算有 {count} 条提醒", "请逐条核对“校验报告”，不影响结果。"),
}

CLOSING = {
    "as_planted": "演示完成：埋设的 {planted} 处情况全部查出，没有多报，也没有漏报；全部文件在“{folder}”。",
    "differs": "演示没有通过：有 {differences} 处与埋设的不符，见下表。",
    "blocked": "演示没有通过：处理完埋设的情况后，“{job}”仍有须改的疑点。",
}

FOLDER_TAKEN = "文件夹“{name}”里已有内容。请换一个空文件夹，或先把里面的内容移走。"
