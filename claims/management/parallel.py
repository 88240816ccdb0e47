"""Many rows through one function, on all processors, in their order."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import Any

from claims.management.jsonl import Row

FEW = 16  # so many rows are done sooner in one process than others start
AHEAD = 8  # rows per process that wait in memory

Line = Callable[[dict[str, Any]], str]
Result = tuple[Row, str | Exception]


def done(
    rows: Iterator[Row], line: Line, processes: int, prepare: Callable[[], None] | None = None
) -> Iterator[Result]:
    """Each row with its line of output, or the exception it ended in; ``prepare`` is called once in each process.

    Where the rows end in an exception, it is raised once all rows before it are done.
    """
    errors: list[Exception] = []
    yield from _done(_until_error(rows, errors), line, processes, prepare)
    if errors:
        raise errors[0]


def _until_error(rows: Iterator[Row], errors: list[Exception]) -> Iterator[Row]:
    try:
        yield from rows
    except Exception as error:
        errors.append(error)


def _done(
    rows: Iterator[Row], line: Line, processes: int, prepare: Callable[[], None] | None
) -> Iterator[Result]:
    few = list(islice(rows, FEW + 1)) if processes > 1 else []
    if len(few) <= FEW and processes > 1:
        rows, processes = iter(few), 1
    if processes <= 1:
        yield from ((row, _attempt(line, row.values)) for row in rows)
        return
    begin = partial(_begin, prepare)
    # Spawned, not forked: a model must not cross a fork.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=begin) as pool:
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


def _begin(prepare: Callable[[], None] | None) -> None:
    """What each process does first: it will end with the one that started it, however that ends."""
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    if prepare:
        prepare()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _attempt(line: Line, values: dict[str, Any]) -> str | Exception:
    try:
        return line(values)
    except Exception as error:  # one row must not lose the others; the command decides
        return error
