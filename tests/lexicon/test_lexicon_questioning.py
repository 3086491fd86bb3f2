"""The sets on how staff ask and listen: what they find in sayings of many trades, and what they leave alone."""

from functools import cache

import pytest
from lexicon_kit import matches

from autoscore.annotate import Annotator
from autoscore.lexicon import PhraseBook, compile_book, load
from autoscore.model import Transcript, Turn

SETS = (
    "announce_questions",
    "question_lead_in",
    "soft_why",
    "hard_why",
    "clarifies",
    "confirms_heard",
    "acknowledges",
    "invites_telling",
)
# Each saying with the words that are found, in brackets; what is found in doubt stands in angle brackets.
HITS = {
    "announce_questions": """
办之前我想[跟您了解几个情况]
李先生，我[有几个问题要问]您
咱们先[跟您核对几项信息]
挂号前我[先问您几句]，照实说就行
[接下来要问您]的都跟病史有关
[问题不复杂]，[一共五道题]
[可能要多问您两句]，您别嫌烦
方便[耽误您两分钟，跟您做个回访]吗
[我问一句您答]一句就行
[还有三个小问题想麻烦您]
师傅上门前我[得先了解您家的情况]
社区这边[有个事儿想跟您确认]
那个那个我我就[问您两个小问题]
为了核实身份[需要您回答几]个问题
<耽误您三分钟>可以吗
""",
    "question_lead_in": """
[为了尽快给您解决]，您说一下是哪一栋
[为了帮您挑]到合适的，您平时打电话多还是上网多
[方便师傅带]对工具，您家水管是铁的还是塑料的
您哪天在家，[好给您安排时间]
[我这边登记需要]，请问您贵姓
[为了保障您]的账户安全，请您报一下后四位
[单子上要填]，您家一共几口人
多了解一点[才好给您推荐]
[怕给您弄错]了，再跟您对一遍
[按规定要先核实]身份，您是本人吗
[医生开药要知道]，您对什么药过敏
[免得师傅白跑]一趟，您家几楼
[出于对您账户安全的考虑]，这笔是您自己转的吗
[便于我们]及时回复，您留个电话
[为了您的资金安全]，您转给谁的
""",
    "soft_why": """
[是什么原因让您]想换一家银行呢
[方便说说是因为什么]吗
[能跟我讲讲您是怎么考虑]的吗
[是哪方面让您不满意]
您退订[主要是因为什么]呢
[有没有什么特别的原因呢]
[想请教一下您的想法]
您不续费，[是出于什么考虑]
[是不是遇到什么困难了才]停缴的
[您申请注销的原因是什么]
[冒昧问一句，是什么原因]不想装了
[什么事让您]这么着急
[主要原因是什么]，能告诉我吗
""",
    "hard_why": """
[您为什么不提前]打电话
[你怎么不早]说呀
那[你下单的时候怎么不看]清楚
[您干嘛不]直接去网点
[早干嘛去了]
都过期了[怎么现在才来]
[您怎么又把]密码忘了
[你怎么能随便]点那个链接
[您当时签字的时候怎么不仔细]看
[您为啥不]把发票留着
[您当初为什么没]收好押金条
[您怎么就信了]他呢
[你这个病为什么不早]来看
[你怎么连身份证都不]带
<您为什么>想退呢
""",
    "clarifies": """
[具体是什么情况]
[您的意思是指]
[您说的慢是指]哪方面
能再[说详细一点]吗
您[展开讲]讲
[比如说呢]
[什么时候开始这]样的
[什么情况下会断]
[多久断一次]
[屏幕上提示什么]
[当时是怎么操作的]
是[一直疼还是一阵一阵]疼
[卡在哪一步]了
窗口的人[是怎么跟您说的]
[您指的是哪]一笔
""",
    "confirms_heard": """
[您刚才说的是路由器一直掉线，对吗]
[您是指]上个月那张账单
[也就是说水表转了但没用水，是吧]
[我理解您的意思]是先保号，等回来再用
[您是想把卡里的钱转到新卡，对吗]
[您最担心的是孩子乱花钱，是吧]
[如果我没听错的话]，是二楼漏到一楼
[我这么理解对吗]
[我复述一下您]的诉求
[是这个意思吧]
[我听明白了，您是]想退保，又怕亏本
[听您这么说，家里就一台电视不行，对吧]
[您说的是]药费没报还是床位费没报
[我没理解错吧]
""",
    "acknowledges": """
[好的]，您稍等
嗯，[明白了]
哦，[原来是这样]
[没错]
[是的是的]
[我在听]
[您接着说]
[您说得对]，这个是我们的疏忽
[您的意思我明白了]
[然后呢]
[怪不得]
[好的]您把单子给我看一下
[我听着呢，您讲]
[对]，就是这个
[好的，张女士]
""",
    "invites_telling": """
[您慢慢说]
[您具体讲讲]
您[说说看是怎么回事]
[您先跟我说说]
麻烦[您把事情的经过跟我讲讲]
[有什么不满意的您尽管说]
[从头跟我说]
[您说，我听着呢]
[怎么回事您慢慢说]
[想到什么您就说什么]
[您请讲]
[您描述一下症状]
[能不能跟我讲讲]，电视怎么了
""",
}
MISSES = {
    "announce_questions": """
您还有几个问题要问我吗
您刚才问的几个问题我都记下了
我去跟师傅了解一下情况
有几点要提醒您
我给您解答几个问题
刚才已经问过您几个问题了
有什么问题您随时问
您可以去窗口问问几个细节
不会占用您几分钟的
后续同事会给您做个回访
""",
    "question_lead_in": """
您好给您办理好了
好，给您登记完毕
我弄好给您打电话
您方便我们上门吗
这是为了防止别人冒用
为了感谢您的支持给您安排了礼品
审核通过才能给您办理
最好给老人换一个
方便我给您回个电话吗
为了保证服务质量本次通话将会录音
""",
    "soft_why": """
我帮您看一下是什么原因没到账
不管什么原因都可以退
我跟您解释一下原因
师傅那边是因为什么没来我问问
这次断网的具体原因是什么还在查
走到哪儿都不断
系统会把原因发给您
我去了解一下原因
您是来办什么业务的
""",
    "hard_why": """
为什么会这样我帮您查一下
我不知道为什么没发短信
我看看为什么没到账
我给您查一下您为什么没收到验证码
您怎么不舒服了
您家里怎么没信号了
我不是怪您怎么没早说
您看怎么才能让您满意
方便说说您为什么想销户吗
师傅怎么没早跟您说
您怎么称呼
""",
    "clarifies": """
我给您具体说说这个套餐
我帮您看一下具体是什么原因
您打算什么时候开始用
具体情况以短信为准
不用说得那么详细
有哪里不明白的随时问我
我查查到底是哪个环节卡住了
什么时候能恢复
您需要办理什么业务
""",
    "confirms_heard": """
您是指哪方面
您的意思是什么
您是张先生本人对吗
您已经点进去了对吧
即使打八折您也不考虑了是吗
您是要办个什么业务
我理解您的心情
我来处理您的问题
我去跟师傅确认一下
您应该是刚装修完对吧
""",
    "acknowledges": """
好的话就给您留着
您明白吗
明白没有
对不起让您久等了
对于这个问题
怪不得别人
了解一下我们的新套餐
是的话按一
这个方案挺好的我推荐您用
""",
    "invites_telling": """
我慢慢跟您说
我给您说说是怎么回事
您跟师傅说说是什么情况
请您再说一遍
您说一下身份证号是多少
你倒是说说看
不着急，您慢慢找
您慢慢看
请您把收件地址给我说一遍
""",
}


@cache
def book() -> PhraseBook:
    return compile_book(load(only=frozenset(SETS)))


def found(label: str, text: str) -> str:
    """Returns a saying with what a set finds in it in brackets, in angle brackets where the finding is in doubt."""
    marked = text
    for match, (_, start, end) in reversed(matches(book(), text)):
        if match.label == label:
            left, right = "<>" if match.sign == "weak" else "[]"
            marked = f"{marked[:start]}{left}{marked[start:end]}{right}{marked[end:]}"
    return marked


def plain(saying: str) -> str:
    return saying.translate(str.maketrans("", "", "[]<>"))


def lines(sayings: dict[str, str]) -> list[tuple[str, str]]:
    return [(label, line) for label, text in sayings.items() for line in text.split()]


@pytest.mark.parametrize(("label", "saying"), lines(HITS))
def test_a_saying_is_found_with_its_words(label: str, saying: str) -> None:
    """A set finds the shortest run of a saying that shows what it stands for, and nothing else in it."""
    assert found(label, plain(saying)) == saying


@pytest.mark.parametrize(("label", "saying"), lines(MISSES))
def test_what_only_looks_alike_is_left_alone(label: str, saying: str) -> None:
    """What shares words with a set but means something else is not found."""
    assert found(label, saying) == saying


def test_a_lone_hum_is_an_acknowledgement() -> None:
    """A turn of nothing but a hum is one, the same hum ahead of other words is not."""
    lexicon = load(only=frozenset(SETS))
    asked, again = Turn("customer", "网断了"), Turn("customer", "从昨晚开始")
    turns = (asked, Turn("agent", "嗯嗯。"), again, Turn("agent", "嗯我查一下"))
    [document] = Annotator(lexicon, book()).annotate([Transcript("call", turns)])
    hits = [hit for hit in document.hits if hit.label == "acknowledges"]
    assert [(hit.turn, document.quote(hit.turn, hit.start, hit.end)) for hit in hits] == [(1, "嗯嗯。")]
