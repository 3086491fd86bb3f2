"""`autoscore score --engine spark`: the same job on a cluster."""

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import click

from autoscore.batch import Plan
from autoscore.cli import score_table, tell
from autoscore.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])

_ONLY_SPARK = ("master", "archives", "columns", "conf")
# What is of the local engine, with what each option is where it is not given.
_ONLY_LOCAL: Mapping[str, Any] = MappingProxyType(
    {
        **dict.fromkeys(("decisions", "form", "limit", "sample", "since", "shards")),
        "join": False,
        "sample_by": "call",
        "seed": 0,
        "jobs": 1,
        "lang": "zh",
    }
)
_TOLD = 20
_ENVIRONMENT = "autoscore-env"
# Tasks that die are run again, as a cluster does; plain local[*] would give up.
_HERE = "local[*,4]"


def _columns(_context: click.Context, _option: click.Parameter, value: str | None) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in (value or "").split(",") if pair.strip()]
    if any(not field.strip() or not name.strip() for field, _, name in pairs):
        raise click.BadParameter("要写成 字段=列名，如 id=call_id,text=content")
    return {field.strip(): name.strip() for field, _, name in pairs}


def _conf(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    if odd := [one for one in values if not one.partition("=")[0].strip() or "=" not in one]:
        raise click.BadParameter(f"“{odd[0]}”要写成 KEY=VALUE，如 spark.executor.memory=4g")
    return values


def place(_context: click.Context, _option: click.Parameter, value: str | None) -> Path | str | None:
    """Takes the name of a folder; one of HDFS, S3 and the like stays as it is written."""
    return value if value is None or "://" in value else Path(value)


def options(command: F) -> F:
    """Adds the options of runs on Spark."""
    for option in (
        click.option("--conf", multiple=True, callback=_conf, metavar="KEY=VALUE", help="Spark 的设置，可写几次。"),
        click.option(
            "--columns",
            callback=_columns,
            metavar="FIELD=COLUMN,...",
            help="Spark 读 Parquet 时各字段在哪一列，如 id=call_id,text=content,role=speaker,turn=seq。",
        ),
        click.option(
            "--archives",
            metavar="FILE",
            help="给 Spark 节点的运行环境，用 python -m autoscore.spark.pack 打包；节点不用联网、不用 pip。",
        ),
        click.option("--master", metavar="URL", help=f"Spark 集群，如 yarn；省略时用 Spark 的设置，没有就用 {_HERE}。"),
        click.option(
            "--engine",
            type=click.Choice(("local", "spark")),
            default="local",
            show_default=True,
            help="在本机评，还是交给 Spark（要先装 autoscore[spark]）。",
        ),
    ):
        command = option(command)
    return command


def wanted(given: Mapping[str, Any]) -> bool:
    """Tells whether a run is for Spark; raises UsageError where options do not go together."""
    if given["engine"] == "local":
        if odd := [name for name in _ONLY_SPARK if given[name]]:
            raise UsageError(f"--{odd[0]} 要和 --engine spark 一起写")
        if isinstance(given["output"], str):
            raise UsageError(f"{given['output']}：本机写不了这样的路径；要加 --engine spark")
        score_table.check(given)
        return False
    if odd := [name for name, unset in _ONLY_LOCAL.items() if given[name] not in (unset, score_table.PARQUET)]:
        shown = "format" if odd[0] == "form" else odd[0].replace("_", "-")
        raise UsageError(f"--{shown} 不能和 --engine spark 一起写")
    if given["output"] is None:
        raise UsageError("--engine spark 要用 -o 写明结果放在哪里")
    if find_spec("pyspark") is None:
        raise UsageError("没有装 pyspark：pip install 'autoscore[spark]'，还要有 Java 17")
    return True


def run(given: Mapping[str, Any]) -> int:
    """Runs the job and returns the exit status of the contract."""
    lexicons = given["lexicons"]
    own = str(lexicons) if lexicons else None
    plan = Plan(given["rubric"], own, given["assume_roles"], given["theme"], mask=bool(given["mask"]))
    job = importlib.import_module("autoscore.spark.frames").prepared(plan, given["roles"])
    spark = _started(given)
    try:
        return _scored(spark, job, given)
    except importlib.import_module("pyspark.errors").AnalysisException as error:
        raise UsageError(f"Spark：{error.getCondition()}") from None
    except importlib.import_module("py4j.protocol").Py4JJavaError as error:
        raise UsageError(f"Spark 的作业失败了（{error.java_exception.getClass().getName()}），见上面的日志") from None
    finally:
        spark.stop()


def _started(given: Mapping[str, Any]) -> Any:
    """Starts Spark; raises UsageError where there is no Java, or no such master or setting."""
    try:
        return _session(given)
    except importlib.import_module("pyspark.errors").PySparkRuntimeError:
        needs = "要有 Java 17（在 PATH 里或由 JAVA_HOME 指明）；有的话请核对 --master 和 --conf"
        raise UsageError(f"Spark 起不来，见上面的日志：{needs}") from None
    except importlib.import_module("py4j.protocol").Py4JError as error:
        cause = getattr(error, "java_exception", None)
        name = "" if cause is None else f"（{cause.getClass().getName()}）"
        raise UsageError(f"Spark 起不来{name}：请核对 --master 和 --conf，见上面的日志") from None


def _session(given: Mapping[str, Any]) -> Any:
    settings = dict(one.split("=", 1) for one in given["conf"])
    sql = importlib.import_module("pyspark.sql")
    known = importlib.import_module("pyspark").SparkConf()
    master = given["master"] or settings.get("spark.master") or known.get("spark.master", _HERE)
    if master.startswith("local") and not master.startswith("local-"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if given["archives"]:
        file, _, name = given["archives"].partition("#")
        others = settings.get("spark.archives", known.get("spark.archives", ""))
        settings["spark.archives"] = ",".join(filter(None, (others, f"{file}#{name or _ENVIRONMENT}")))
        settings["spark.executorEnv.PYTHONPATH"] = name or _ENVIRONMENT
    builder = sql.SparkSession.builder.appName("autoscore").master(master)
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def _scored(spark: Any, job: Any, given: Mapping[str, Any]) -> int:
    frames, tables_ = (importlib.import_module(f"autoscore.spark.{name}") for name in ("frames", "tables"))
    out = str(given["output"]).rstrip("/")
    tables_.refuse_existing(spark, out)
    disk = importlib.import_module("pyspark").StorageLevel.DISK_ONLY
    scored = frames.scored_files(spark, given["inputs"], job, given["columns"]).persist(disk)
    tables = tables_.tables_of(scored)
    mark = None if given["fail_under"] is None else Decimal(str(given["fail_under"]))
    tables_.write(tables, out)
    totals = tables_.totals_of(tables, mark)
    tables_.write_manifest(spark, totals, given["inputs"], out)
    for line in (*_failures(tables, totals), *_closing_lines(totals)):
        tell.line(line)
    return status(totals, given["max_bad"])


def status(totals: Any, max_bad: float) -> int:
    """Returns the contract's exit status: 2 nothing done, 1 some failed, 3 a call below the mark, 0 all well."""
    good, bad = totals.scored, totals.failed
    if not good:
        return 2
    if bad and bad / (good + bad) > max_bad:
        return 1
    return 3 if totals.below else 0


def _failures(tables: Any, totals: Any) -> Iterator[str]:
    if not totals.failed:
        return
    for row in tables.failures.orderBy("place").limit(_TOLD).collect():
        yield f"{row['place']}: {row['what']}；{row['todo']}"
    if totals.failed > _TOLD:
        yield f"还有 {totals.failed - _TOLD} 处，见结果里的 failures"


def _closing_lines(totals: Any) -> Iterator[str]:
    open_ = totals.scored - totals.passed - totals.unpassed
    yield f"评完 {totals.scored} 通；合格 {totals.passed}，不合格 {totals.unpassed}，待定 {open_}"
    yield f"需复核 {totals.review}，失败 {totals.failed}"
