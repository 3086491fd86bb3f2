"""The yardstick: a scorer as a capable person writes it in an afternoon, for the same rubric and lexicons.

It uses the libraries that everybody would: `json`, `jieba.lcut` for each turn, `in` or a compiled `re` for each line of
the lexicons and each turn, `rapidfuzz.fuzz.partial_ratio` on `pypinyin` letters for formulas that were misheard,
scikit-learn's `predict` for each sentence of the agent, a dict for the sheet. Patterns are compiled and the question
model is trained once, at the start. It is honest work, neither slowed down nor tuned: lines without brackets are
searched with `in`, sounds are compared only where the words themselves are missing, and only turns of the side that
a lexicon is about are looked at. It knows less than autoscore: nothing about conditions between turns, waits, names,
doubt.

    python benchmarks/plain_scorer.py calls.jsonl > sheets.jsonl
"""

import json
import logging
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import jieba
import yaml
from pypinyin import lazy_pinyin
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = ROOT / "models" / "question-types" / "sentences"
LIKE = 90
PUNCTUATION = re.compile(r"[\s，。？！、；：,.?!;:…]+")
SENTENCE_END = re.compile(r"[。？！?!]+")
GAP = re.compile(r"…(\d*)")
OPTION = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{([^{}]*)\}")
BUILT_IN = {"金额": "[零一二三四五六七八九十百千万两点0-9]+[块元角毛]", "数": "[零一二三四五六七八九十百千万两0-9]+"}
BUILT_IN |= {"号码": "[零一二三四五六七八九幺0-9]{3,}", "时长": "[一二三四五六七八九十两半0-9]+(?:分钟|小时|天|个月)"}
BUILT_IN |= {"日期": "[一二三四五六七八九十0-9]+[月号日]"}


class Ways:
    """Holds the ways of saying one act: plain strings, patterns, what blocks them, and formulas by sound."""

    def __init__(self, by: str) -> None:
        self.by = by
        self.strings: list[str] = []
        self.patterns: list[re.Pattern[str]] = []
        self.blocked: list[re.Pattern[str]] = []
        self.formulas: list[str] = []

    def find(self, text: str) -> tuple[int, int] | None:
        """Returns where a turn's text says the act, or None."""
        for string in self.strings:
            place = text.find(string)
            if place >= 0 and not self.is_blocked(text):
                return place, place + len(string)
        for pattern in self.patterns:
            match = pattern.search(text)
            if match and not self.is_blocked(text):
                return match.span()
        return None

    def is_blocked(self, text: str) -> bool:
        """Tells whether a longer expression makes the words mean something else."""
        return any(pattern.search(text) for pattern in self.blocked)

    def sounds(self, letters: str, text: str) -> tuple[int, int] | None:
        """Returns where a turn sounds like a formula, or None."""
        for formula in self.formulas:
            if len(formula) <= len(letters) and fuzz.partial_ratio(formula, letters) >= LIKE:
                return 0, len(text)
        return None


class PlainScorer:
    """Scores calls, one JSON text after the other."""

    def __init__(self, rubric: str = "hotline") -> None:
        jieba.setLogLevel(logging.ERROR)
        jieba.dt.tmp_dir = tempfile.mkdtemp()
        jieba.initialize()
        self.rubric = yaml.safe_load((ROOT / "rubrics" / f"{rubric}.yaml").read_text("utf-8"))
        self.criteria = [(one, sorted(acts_of(one))) for one in self.rubric["criteria"]]
        self.acts = load_acts({act for _, acts in self.criteria for act in acts})
        self.model = train()

    def score(self, line: str | bytes) -> str:
        """Returns the sheet of a call as JSON; the call is JSON too."""
        call = json.loads(line)
        words: Counter[str] = Counter()
        hits: dict[str, list[dict[str, Any]]] = {}
        questions: Counter[str] = Counter()
        for number, turn in enumerate(call["turns"]):
            words[turn["role"]] += len(jieba.lcut(turn["text"]))
            for hit in self.hits(number, turn):
                hits.setdefault(hit["act"], []).append(hit)
            if turn["role"] == "agent":
                questions.update(self.question(one) for one in SENTENCE_END.split(turn["text"]) if one)
        return json.dumps(self.sheet(call, hits, questions, words), ensure_ascii=False)

    def hits(self, number: int, turn: dict[str, Any]) -> list[dict[str, Any]]:
        """Returns the acts of a turn."""
        text = PUNCTUATION.sub("", turn["text"])
        letters = "".join(lazy_pinyin(text)) if turn["role"] == "agent" else ""
        found = []
        for act, ways in self.acts.items():
            if ways.by not in ("any", turn["role"]):
                continue
            place = ways.find(text) or (ways.sounds(letters, text) if letters else None)
            if place:
                start, end = place
                found.append({"act": act, "turn": number, "start": start, "end": end, "quote": text[start:end]})
        return found

    def question(self, sentence: str) -> str:
        """Returns the type of a sentence."""
        return str(self.model.predict([sentence])[0])

    def sheet(
        self, call: dict[str, Any], hits: dict[str, list[dict[str, Any]]], questions: Counter[str], words: Counter[str]
    ) -> dict[str, Any]:
        """Returns the sheet: for each criterion a status, its points, and the words that show it."""
        rows, total = [], 0.0
        for criterion, acts in self.criteria:
            evidence = [hit for act in acts for hit in hits.get(act, ())]
            wrong = any(key in criterion for key in ("deduct", "fatal")) or "none" in str(criterion.get("find"))
            status = "unsure" if not acts else "met" if bool(evidence) != wrong else "not_met"
            points = float(criterion.get("points", 0)) if status == "met" else 0.0
            total += points
            rows.append({"id": criterion["id"], "status": status, "points": points, "evidence": evidence})
        return {"id": call["id"], "total": total, "criteria": rows, "questions": questions, "words": words}


def acts_of(node: Any) -> set[str]:
    """Returns the acts that a part of a rubric names."""
    if isinstance(node, list):
        return {act for one in node for act in acts_of(one)}
    if not isinstance(node, dict):
        return set()
    named = node.get("act", [])
    own = {named} if isinstance(named, str) else set(named)
    return own | {act for key, one in node.items() if key not in ("act", "examples") for act in acts_of(one)}


def load_acts(wanted: set[str]) -> dict[str, Ways]:
    """Returns the ways of saying the acts that are wanted, from the files of the lexicons."""
    slots = {path.stem: entries(path) for path in sorted((ROOT / "lexicons" / "slots").glob("*.txt"))}
    found = {}
    for path in sorted((ROOT / "lexicons").glob("*/*.txt")):
        if path.stem in wanted:
            head = path.read_text("utf-8").partition("\n\n")[0]
            by = re.search(r"^by: (\w+)", head, re.MULTILINE)
            found[path.stem] = ways_of(entries(path), by.group(1) if by else "agent", slots)
    return found


def entries(path: Path) -> list[str]:
    """Returns the lines below the head of a file."""
    return [line for line in path.read_text("utf-8").partition("\n\n")[2].splitlines() if line and line[0] != "#"]


def ways_of(lines: list[str], by: str, slots: dict[str, list[str]]) -> Ways:
    """Sorts the lines of a file by their signs; mishearings and weak words are left alone."""
    ways = Ways(by)
    for line in lines:
        sign, body = (line[:2], line[2:]) if line[1:2] == " " else ("", line)
        if sign == "- ":
            ways.blocked.append(pattern_of(body, slots))
        elif sign == "* ":
            ways.formulas += ["".join(lazy_pinyin(one)) for one in spelled_out(body)]
        elif sign in ("", "! "):
            if re.search(r"[\[\](){}|…^$=]", body):
                ways.patterns.append(pattern_of(body, slots))
            else:
                ways.strings.append(body)
    return ways


def pattern_of(body: str, slots: dict[str, list[str]]) -> re.Pattern[str]:
    """Returns a line of a lexicon as a regular expression."""
    whole, body = body.startswith("="), body.removeprefix("=")
    source = body.replace("(", "(?:")
    while (shorter := OPTION.sub(r"(?:\1)?", source)) != source:
        source = shorter
    source = SLOT.sub(lambda match: slot_source(match.group(1), slots), source)
    source = GAP.sub(lambda match: f".{{0,{match.group(1) or 6}}}", source)
    return re.compile(f"^(?:{source})$" if whole else source)


def slot_source(name: str, slots: dict[str, list[str]]) -> str:
    """Returns the values of a slot as alternatives."""
    return BUILT_IN.get(name) or f"(?:{'|'.join(map(re.escape, slots.get(name, ())))})"


def spelled_out(body: str) -> list[str]:
    """Returns the phrases that a line with one pair of brackets stands for."""
    brackets = re.search(r"\(([^()]*)\)|\[([^\[\]]*)\]", body)
    if not brackets:
        return [body]
    options = (brackets.group(1) or brackets.group(2)).split("|") + ([""] if brackets.group(2) else [])
    return [
        one for option in options for one in spelled_out(body[: brackets.start()] + option + body[brackets.end() :])
    ]


def train() -> Any:
    """Returns a model of question types, trained on the shipped sentences."""
    texts, labels = [], []
    for path in sorted(SENTENCES.glob("*.tsv")):
        for line in path.read_text("utf-8").split("\n")[1:]:
            if line.strip():
                cells = line.split("\t")
                texts.append(cells[6])
                labels.append(cells[0])
    model = make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 4), min_df=2), LinearSVC())
    return model.fit(texts, labels)


def main() -> None:
    """Print the sheets of a file of calls."""
    scorer = PlainScorer()
    for line in Path(sys.argv[1]).read_bytes().splitlines():
        print(scorer.score(line))


if __name__ == "__main__":
    main()
