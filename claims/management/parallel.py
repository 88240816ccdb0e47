"""Many rows through one function, on all processors, in their order."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any

from claims.management.jsonl import Row

FEW = 16  # so many rows are done sooner in one process than others start
AHEAD = 8  # rows per process that wait in memory

Line = Callable[[dict[str, Any]], str]
Result = tuple[Row, str | Exception]


def done(
    rows: Iterator[Row], line: Line, processes: int, prepare: Callable[[], None] | None = None
) -> Iterator[Result]:
    """Each row with its line of output, or the exception it ended in; ``prepare`` is called once in each process."""
    few = list(islice(rows, FEW + 1)) if processes > 1 else []
    if len(few) <= FEW and processes > 1:
        rows, processes = iter(few), 1
    if processes <= 1:
        yield from ((row, _attempt(line, row.values)) for row in rows)
        return
    # Spawned, not forked: a model must not cross a fork.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=prepare) as pool:
        yield from _in_order(pool, line, few, rows, limit=processes * AHEAD)


def _in_order(
    pool: ProcessPoolExecutor, line: Line, first: list[Row], rest: Iterator[Row], limit: int
) -> Iterator[Result]:
    waiting: deque[tuple[Row, Future[str | Exception]]] = deque()
    try:
        for rows in (first, rest):
            for row in rows:
                waiting.append((row, pool.submit(_attempt, line, row.values)))
                if len(waiting) >= limit:
                    done, future = waiting.popleft()
                    yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()
    finally:
        for _, future in waiting:
            future.cancel()


def _attempt(line: Line, values: dict[str, Any]) -> str | Exception:
    try:
        return line(values)
    except Exception as error:  # one row must not lose the others; the command decides
        return error
