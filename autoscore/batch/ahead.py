"""Scores batches in several processes and hands the outcomes on in order, with no more read ahead than is needed."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from autoscore.batch.outcome import Outcome, Scored
from autoscore.batch.run import Plan, score_batch
from autoscore.errors import UsageError
from autoscore.readers import Reading

# So many batches for each process are under way.
_AHEAD = 4


def score_ahead(work: Iterable[list[Reading]], plan: Plan, jobs: int) -> Iterator[Outcome]:
    """Yields the outcomes of batches in order; raises UsageError where a process is lost."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            for future in _under_way(pool, plan, work, _AHEAD * jobs):
                yield from future.result()
        except BrokenProcessPool:
            raise UsageError("有一个工作进程意外退出；用 -o 写进文件夹就能接着评，并找出是哪一通") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _under_way(
    pool: Executor, plan: Plan, work: Iterable[list[Reading]], most: int
) -> Iterator["Future[list[Outcome]]"]:
    """Yields what is being done, in order; a batch is handed out as one is taken."""
    waiting: deque[Future[list[Outcome]]] = deque()
    for batch in work:
        waiting.append(pool.submit(_remote, plan, batch))
        if len(waiting) >= most:
            yield waiting.popleft()
    yield from waiting


def _remote(plan: Plan, batch: list[Reading]) -> list[Outcome]:
    outcomes = score_batch(plan, batch)
    return [one.without_words() if isinstance(one, Scored) else one for one in outcomes]
