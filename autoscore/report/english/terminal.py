"""English for a sheet at a terminal."""

ENGLISH = {
    "文字里看得见的分值：{seen} / {most}，其余须人到场看": "A person must see all but {seen} of {most} points",
    "总分": "Total",
    "总分 无可评分项": "No total: nothing could be scored",
    "（存疑 {low}–{high}，暂按高分）": " (in doubt {low}–{high}; the higher counts for now)",
    "需人复核": "needs review",
    "项目": "Criterion",
    "状态": "Status",
    "得分": "Points",
    "依据": "Grounds",
    "提示": "hint",
    "找过{whose}第{first}–{last}轮": "looked at turns {first}–{last} of the {whose}",
    "最接近：“{quote}”像“{phrase}”（{strength}）": "nearest: “{quote}”, like “{phrase}” ({strength})",
    " {points} 分": " {points} points",
    "人工": "by hand",
    "注意：{because}": "Note: {because}",
    "分值为示例权重，须本单位确认": "Points are example weights; your own house must confirm them",
}
