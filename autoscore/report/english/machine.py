"""English for what the forms for programs tell."""

ENGLISH = {
    "最接近：第{turn}轮“{quote}”，像“{phrase}”（{strength}）": "Nearest: {turn} “{quote}” ~ “{phrase}” ({strength})",
    "最接近的话，像“{phrase}”（{strength}）": "The nearest words, like “{phrase}” ({strength})",
    "可以这样说：{advice}": "Say instead: {advice}",
    "找过：{who}第{first}–{last}轮": "Searched: {who}, turns {first}–{last}",
    "没有可评分的项目": "Nothing to score",
    "总分 {total}/{max}，{passed}": "Total {total}/{max}, {passed}",
    "（存疑 {low}–{high}）": " (in doubt {low}–{high})",
    "原话：第{turn}轮{time}“{quote}”": "Words: turn {turn}{time}“{quote}”",
    "，{points} 分": ", {points} points",
    "人工判定：{status}{points}{note}": "Decided by a person: {status}{points}{note}",
    "提示项，不计分": "A hint, not scored",
    "没有评成的": "not scored",
}
