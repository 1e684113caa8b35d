"""Making units on many machines: each is a task of a Dask cluster, whose workers need this package alone.

What a worker that is lost was making, another makes.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from site_build.language import DOOR, sentence
from site_build.problem import UserError
from site_build.units import own_sum

# So often a task is tried again when the worker that had it is lost, or fails.
_RETRIES = 5
_TIMEOUT = "30s"


@contextmanager
def cluster(scheduler: str) -> Iterator[Executor]:
    """The workers of the cluster whose scheduler has this address.  Raises UserError if it is not there."""
    try:
        from distributed import Client
    except ImportError as error:
        raise UserError(sentence("units.not_installed")) from error
    try:
        client: Any = Client(scheduler, timeout=_TIMEOUT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UserError(sentence("units.unreachable", scheduler=scheduler, reason=str(error))) from error
    with client:
        _check_versions(client)
        with client.get_executor(pure=False, retries=_RETRIES) as pool:
            yield _Cluster(pool)


class _Cluster(Executor):
    """Gives calls to the cluster; they name commands as they are typed where the build was begun."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return self._pool.submit(_called, os.environ.get(DOOR, ""), call, args, kwargs)


def _called(door: str, call: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Make the call in a worker."""
    os.environ[DOOR] = door
    return call(*args, **kwargs)


def _check_versions(client: Any) -> None:
    """Raise UserError if a worker has another version of this package: it would make other bytes."""
    found: dict[str, str] = client.run(own_sum, on_error="return")
    other = sorted(name for name, told in found.items() if told != own_sum())
    if other:
        raise UserError(sentence("units.other_version", workers=", ".join(map(str, other))))
