"""English for the versions report."""

ENGLISH: dict[str, str] = {
    "比了 {calls} 通，只比机器的评分，人工判定不算": (
        "{calls} calls compared, as the machine scores them: decisions by people do not count"
    ),
    "另有 {count} 通是别的评分表评的，没有比": "{count} more calls had been scored by other rubrics and are left out",
    "没有变化：每一通的总分、每一项的结果都一样": "No change: all totals and all criteria are the same",
    "总分变了的 {count} 通：升 {up}，降 {down}；全部平均变 {mean} 分": (
        "Totals changed in {count} calls: {up} up, {down} down; mean change over all {mean}"
    ),
    "{before} → {after} 的 {count} 通": "{before} → {after}: {count}",
    "等": ", …",
    "评分项": "Criterion",
    "分值": "Worth",
    "状态变了": "Status",
    "得分变了": "Points",
    "合计": "Sum",
    "怎么变": "How",
    "只有 {which} 有": "only in {which}",
    "只是分数变了": "points alone",
    " {points} 分": " {points} points",
    "第 {turn} 轮": "turn {turn}",
    "{name} 里一次也没有评到的项：": "Never judged in {name}:",
    "{name} 里每次都做到的项（通数）：": "Always met in {name} (calls):",
    "{name} 里每次都没做到的项（通数）：": "Never met in {name} (calls):",
    "{name} 里每次都只做到一部分的项（通数）：": "Always partly met in {name} (calls):",
    "{name} 里总是一起做到、一起没做到的项（通数）：": "Always met or missed together in {name} (calls):",
}
