"""English for the excel report."""

from autoscore.model.review_sheet import ENGLISH as FILLED_IN

_SHEETS = {
    "汇总": "Summary",
    "{title}（一票否决）": "{title} (red line)",
    "明细": "Details",
    "问句": "Questions",
    "标准": "Standard",
    "图表": "Charts",
    "说明": "Notes",
}
_HEADS = {
    "工号": "Agent",
    "班组": "Team",
    "时间": "Time",
    "渠道": "Channel",
    "评分表": "Rubric",
    "总分": "Total",
    "满分": "Maximum",
    "最低": "Low",
    "最高": "High",
    "是否合格": "Passed",
    "等级": "Band",
    "需复核": "To review",
    "失分项": "Points lost",
    "存疑项": "In doubt",
    "须人看项": "For a person to see",
    "提醒": "Warning",
    "环节": "Section",
    "标准原文": "Standard as written",
    "分值": "Worth",
    "得分": "Points",
    "状态": "Status",
    "依据": "Grounds",
    "原话": "Evidence",
    "前一句": "Turn before",
    "后一句": "Turn after",
    "时间点": "Time in call",
    "搜索范围": "Where it was looked for",
    "最接近的话": "Closest words",
    "建议话术": "Say instead",
    "先后": "Order",
    "关系到": "At stake",
    "总分范围": "Total between",
    "通数": "Calls",
    "平均（百分）": "Mean (of 100)",
    "合格率": "Pass rate",
    "合格率 n": "Pass rate n",
    "最丢分的一项": "Costliest loss",
    "第二项": "Second",
    "第三项": "Third",
    "合计": "Sum",
    "开放式占比": "Share of open ones",
    "版本": "Versions",
    "要点": "Point",
    "怎么判": "How it is judged",
    "为什么": "Why",
    "出处": "Source",
    "总分段（百分）": "Total (of 100)",
    "共失分": "Points lost in all",
    "没做到率": "Missed",
    "评了几通": "Calls judged",
    "几通": "Of calls",
    "事项": "What",
}
_VALUES = {
    "电话": "Phone",
    "柜台": "Counter",
    "上门": "Visit",
    "是": "yes",
    "提示": "hint",
    "红线": "red line",
    "分数": "points",
    "全部": "All",
    "等 {n} 处": "{n} places in all",
    "{who}第 {first} 轮": "{who}, turn {first}",
    "{who}第 {first}–{last} 轮": "turns {first}–{last} of {who}",
    "{who}：{text}": "{who}: {text}",
    "“{quote}”（第 {turn} 轮，{strength}% 像“{phrase}”）": "“{quote}” (turn {turn}, {strength}% like “{phrase}”)",
    "{title}：共失 {lost} 分，{part}/{of} 通": "{title}: {lost} points, {part}/{of} calls",
    "……（单元格放不下，还有 {n} 字）": "… (more than a cell holds: {n} characters left out)",
    "请从下拉中选": "Choose from the list",
    "总分分布（通数）": "Totals (calls)",
    "最丢分的项（共失分）": "Costliest criteria (points lost)",
    "坐席平均，低的在前（百分）": "Mean of each agent, lowest first (of 100)",
}
_NOTES = {
    "个人信息": "Personal data",
    "个人信息没有遮：含客户的电话、证件号、姓名、地址，请按保密资料保管。": (
        "Personal data are NOT masked: telephone numbers, ID numbers, names and addresses of customers are in here. "
        "Keep it confidential."
    ),
    "客户的电话、证件号、卡号、车牌、邮箱、地址和名字已遮住，长度不变；姓氏留着。": (
        "Telephone, ID card and bank card numbers, plates, e-mail, addresses and given names of customers are "
        "masked with as many characters; surnames stay."
    ),
    "{n} 通，另有 {failed} 通没评成": "{n}, and {failed} that could not be judged",
    "平均分": "Mean score",
    "{mean}（折成百分）": "{mean} (of 100)",
    "{share}（n={n}；另有 {open} 通待定或没有合格线）": "{share} (n={n}; {open} more are open or have no pass mark)",
    "示例权重，须本单位确认": "Example weights: your own house must confirm them",
    "一行一通：总分、是否合格、失分项、存疑项。总分里存疑的分先按满给算；最低、最高是存疑全扣和全给时的分。": (
        "A row a call: total, passed or not, points lost, what is in doubt. The total counts doubts in full; low and "
        "high count them as nothing and in full."
    ),
    "一行一项：依据、原话、前后各一句、时间点；没做到的写明找过哪里、最接近哪句。一张放不下，接着看“明细2”。": (
        "A row a criterion: grounds, words, the turns before and after, time; where it was not met, where it was "
        "looked for and what came closest. What one sheet can't hold goes on in “Details2”."
    ),
    "存疑而且计分的项，判了以后影响大的排在前面：先红线，再是否合格，再等级，再分数。": (
        "Scored criteria in doubt, those first of which a decision changes most: a red line, then the pass, then the "
        "band, then points."
    ),
    "一行一人：平均分、合格率（n 是合格与否已定的通数，没定的不算）、最丢分的三项。": (
        "A row an agent: mean, pass rate (n: the calls in which it is settled), the three costliest losses."
    ),
    "坐席各类问句的个数。": "How many questions of each type agents put.",
    "评分用的标准、怎么判、为什么、出处。": "What is asked, how it is judged, why, and where it comes from.",
    "总分分布、最丢分的项、坐席平均；数据在图的左边。": (
        "How totals spread, the costliest criteria, the means of agents; the figures lie to the left of the charts."
    ),
    "怎么复核": "How to review",
    "填“待复核”或“明细”的浅黄列：“复核结果”从下拉中选，给分填“复核分”，再写复核人、理由。不填的不算。": (
        "Fill in the light columns of “To review” or “Details”: choose a review result, write review points where "
        "you give points, then the reviewer and the reason. Rows that are not filled in don't count."
    ),
    "部分做到": "Partly met",
    "选“部分”时要同时填“复核分”，否则这一项仍按存疑算。": (
        "With “partly met” write review points too; without them the criterion stays in doubt."
    ),
    "申诉": "Appeals",
    "“申诉结果”选“维持”就是不改；选别的，再记一条判定，评分人写“申诉”。改成“部分”时，“复核分”填改后的分。": (
        "“upheld” changes nothing; any other appeal result is one more decision, by the appeal. For “partly met” write "
        "the new points into review points."
    ),
    "两处都填": "Filled in twice",
    "同一项在“待复核”和“明细”里都填了，两条都记下，以“明细”的为准。": (
        "Where both “To review” and “Details” are filled in, both decisions are kept, and that of “Details” counts."
    ),
    "怎么交回": "How to give it back",
    "存盘后运行 autoscore score 原来的对话 --decisions 这个文件.xlsx -o 新文件夹，按判定重新算分。": (
        "Save it and run autoscore score CALLS --decisions THIS.xlsx -o NEW_FOLDER: totals follow the decisions, and "
        "the machine's answers stay beside them."
    ),
    "怎么比对": "How to compare",
    "运行 autoscore compare 评分结果文件夹 这个文件.xlsx，看人和机器每一项一不一致。": (
        "Run autoscore compare RUN_FOLDER THIS.xlsx: how far people and the machine agree, criterion by criterion."
    ),
    "别改的列": "Don't change",
    "靠录音号、评分项编号对上是哪一通、哪一项，这两列请不要改；行可以筛选、排序、删去。": (
        "Call and criterion id say what a row is about: leave them as they are. Rows may be filtered, sorted, deleted."
    ),
    "待复核没有列全": "Not all to review are listed",
    "{n} 通待复核，只列影响最大的 {shown} 通": "{n} calls wait for review; listed are the {shown} that matter most",
    "{title}（{id}），第 {version} 版，{digest}": "{title} ({id}), version {version}, {digest}",
    "程序": "Program",
    "词表": "Lexicons",
    "模型": "Model",
    "没评成": "Not scored",
    "等 {n} 处，全部见 manifest.json": "{n} in all, see manifest.json",
}
_PAPER = {
    "流程": "Step",
    "扣分原因": "Why points were taken off",
    "编号": "Number",
    "日期": "Day",
    "单位": "Branch",
    "营业厅/班组": "Hall / team",
    "姓名/工号": "Name / number",
    "主题": "Theme",
    "小计": "Subtotal",
    "各项合计": "Sum of all",
    "总分（满分 {max}）": "Total (of {max})",
    "评定": "Result",
    "复核人：{line}": "Reviewer: {line}",
    "签字：{line}": "Signature: {line}",
    "日期：{line}": "Date: {line}",
    "存疑 {low}–{high}": "in doubt, {low}–{high}",
    "存疑 {low}–{high}，暂按高分": "in doubt between {low} and {high}, the high one counts for now",
    "碰红线，一票否决，扣去 {points} 分": "a red line was crossed, which takes {points} points",
    "{title}（一票否决）": "{title} (voids the sheet)",
    "未含须人看的项": "without what a person must see",
    "人工": "by hand",
    "{who}判定：{status}{note}": "{who} decided: {status}{note}",
    "须人看：{what}": "a person must see: {what}",
    "原话“{quote}”（第 {turn} 轮）": "words “{quote}” (turn {turn})",
    "找过{where}": "looked for in: {where}",
    "最接近{words}": "closest: {words}",
    "注意：{what}": "Note: {what}",
    "分值为示例权重，须本单位确认": "Points are example weights; your own house must confirm them",
    "得分空着的项录音里看不出，由现场的人填写。": (
        "Empty scores can't be told from a recording: whoever was there fills them in."
    ),
    "评分表 {id} 第 {version} 版，{digest}": "Score sheet {id}, version {version}, {digest}",
}
ENGLISH: dict[str, str] = {**_SHEETS, **_HEADS, **_VALUES, **_NOTES, **_PAPER, **FILLED_IN}
