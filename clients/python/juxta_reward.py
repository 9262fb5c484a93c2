"""Rewards for image edits from a Juxta server: one file, standard library only, Python 3.9 or newer.

    from juxta_reward import RewardClient

    client = RewardClient("http://127.0.0.1:3000", token="jxt_...", scorer="starter")
    replies = client.score([{"source": "cat.png", "edit": "cat-blue.png", "instruction": "Make the cat blue"}])

``flow_grpo_reward(client)`` makes a reward function with the signature that Flow-GRPO calls.

A failure is never a number: it is raised, or NaN where you ask for that. Answers are JSON; nothing is unpickled.
"""

from __future__ import annotations

import base64
import email.utils
import hashlib
import http.client
import io
import json
import math
import os
import random
import threading
import time
import urllib.error
import urllib.request
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

__version__ = "0.1.0"
__all__ = ["RewardClient", "JuxtaError", "RewardsFailed", "flow_grpo_reward"]

MAX_ITEMS = 256
MAX_BATCH_BYTES = 32 * 1024 * 1024
_DIMENSIONS = ("prompt_following", "consistency", "visual_quality", "overall")
_RETRIED = frozenset((429, 500, 502, 503, 504))
_LONGEST_WAIT = 60.0


class JuxtaError(Exception):
    """A request that was refused or that failed for good. ``code`` is stable; ``status`` is 0 where no answer came."""

    def __init__(self, code: str, message: str, status: int = 0, details: Any = None):
        super().__init__("%s (%s)" % (message, code))
        self.code = code
        self.message = message
        self.status = status
        self.details = details


class RewardsFailed(JuxtaError):
    """Some items have no reward. ``failures`` holds ``(index, code, message)``; ``results`` all results, good ones included."""

    def __init__(self, failures: List[Tuple[int, str, str]], results: List[Dict[str, Any]]):
        index, code, message = failures[0]
        super().__init__(code, "%d of %d items have no reward; the first is item %d: %s" % (len(failures), len(results), index, message))
        self.failures = failures
        self.results = results


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would send the token elsewhere, and turn POST into GET."""

    def redirect_request(self, *_args: Any) -> None:
        return None


def _picture_bytes(picture: Any) -> bytes:
    """The encoded file of a picture given as bytes, as a path, or as an object that saves itself (PIL.Image)."""
    if isinstance(picture, (bytes, bytearray, memoryview)):
        return bytes(picture)
    if isinstance(picture, (str, os.PathLike)):
        with open(picture, "rb") as file:
            return file.read()
    if hasattr(picture, "save"):
        buffer = io.BytesIO()
        picture.save(buffer, format="PNG")
        return buffer.getvalue()
    raise TypeError("A picture is bytes of its file, a path, or a PIL image, not %s." % type(picture).__name__)


class _Batch:
    """Items of one request. Where it ``shares``, a picture that several items have is sent once."""

    def __init__(self, shares: bool) -> None:
        self.shares = shares
        self.indexes: List[int] = []
        self.items: List[Dict[str, Any]] = []
        self.files: Dict[str, bytes] = {}
        self.size = 0

    def add(self, index: int, item: Dict[str, Any], files: Mapping[str, bytes]) -> None:
        self.indexes.append(index)
        self.items.append(item)
        for name, data in files.items():
            if not self.shares or name not in self.files:
                self.size += len(data)
            self.files[name] = data

    def extend(self, other: "_Batch") -> None:
        for index, item in zip(other.indexes, other.items):
            self.add(index, item, other.files)


def _prepare(index: int, given: Mapping[str, Any], shares: bool) -> _Batch:
    unknown = set(given) - {"source", "edit", "instruction", "group", "id", "task_type"}
    if unknown:
        raise ValueError("Item %d has unknown fields: %s." % (index, ", ".join(sorted(unknown))))
    item: Dict[str, Any] = {"instruction": given["instruction"]}
    for name in ("id", "task_type"):
        if given.get(name) is not None:
            item[name] = str(given[name])
    files: Dict[str, bytes] = {}
    for side in ("source", "edit"):
        picture = given[side]
        if isinstance(picture, str) and picture.startswith("sha256:"):
            item[side] = picture
            continue
        data = _picture_bytes(picture)
        name = "p" + hashlib.sha256(data).hexdigest()
        files[name] = data
        item[side] = "part:" + name
    # Two sources with the same instruction are two requests, so the picture belongs to the group.
    group = given.get("group")
    item["group"] = str(group) if group is not None else hashlib.sha256((item["source"] + "\n" + str(item["instruction"])).encode()).hexdigest()[:32]
    prepared = _Batch(shares)
    prepared.add(index, item, files)
    return prepared


def _pack(items: Iterable[Mapping[str, Any]], batch_size: int, shares: bool) -> List[_Batch]:
    """Batches that keep a group together where it fits, so that what the server says of groups holds for whole groups."""
    groups: Dict[str, List[_Batch]] = {}
    for index, given in enumerate(items):
        prepared = _prepare(index, given, shares)
        groups.setdefault(prepared.items[0]["group"], []).append(prepared)
    batches: List[_Batch] = []

    def fits(batch: _Batch, count: int, size: int) -> bool:
        return len(batch.items) + count <= batch_size and batch.size + size <= MAX_BATCH_BYTES

    for members in groups.values():
        size = sum(member.size for member in members)
        if not batches or not fits(batches[-1], len(members), size):
            batches.append(_Batch(shares))
        for member in members:
            if batches[-1].items and not fits(batches[-1], 1, member.size):
                batches.append(_Batch(shares))
            batches[-1].extend(member)
    return [batch for batch in batches if batch.items]


def _encode_json(settings: Mapping[str, Any], batch: _Batch) -> Tuple[bytes, str]:
    def named(value: str) -> str:
        return base64.b64encode(batch.files[value[5:]]).decode("ascii") if value.startswith("part:") else value

    items = [dict(item, source=named(item["source"]), edit=named(item["edit"])) for item in batch.items]
    return json.dumps(dict(settings, items=items), allow_nan=False).encode("utf-8"), "application/json"


def _encode_multipart(settings: Mapping[str, Any], batch: _Batch) -> Tuple[bytes, str]:
    boundary = uuid.uuid4().hex
    document = json.dumps(dict(settings, items=batch.items), allow_nan=False).encode("utf-8")
    parts = [b'Content-Disposition: form-data; name="request"\r\nContent-Type: application/json\r\n\r\n' + document]
    for name, data in batch.files.items():
        head = 'Content-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: application/octet-stream\r\n\r\n' % (name, name)
        parts.append(head.encode("ascii") + data)
    opening = ("--" + boundary + "\r\n").encode("ascii")
    closing = ("--" + boundary + "--\r\n").encode("ascii")
    return b"".join(opening + part + b"\r\n" for part in parts) + closing, "multipart/form-data; boundary=" + boundary


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _no_constant(name: str) -> float:
    raise ValueError("%s is no JSON" % name)


def _parse(body: bytes) -> Any:
    return json.loads(body.decode("utf-8"), parse_constant=_no_constant)


def _check_reply(reply: Any, count: int) -> Dict[str, Any]:
    """A reply in which every item is answered: with a reward in 0..1 or with an error, in order."""
    results = reply.get("results") if isinstance(reply, dict) else None
    if not isinstance(results, list) or len(results) != count:
        raise JuxtaError("reply_invalid", "The server answered something else than a result for each of %d items." % count)
    for place, result in enumerate(results):
        good = isinstance(result, dict) and result.get("index") == place
        if good and result.get("error") is None:
            good = _is_number(result.get("reward")) and 0 <= result["reward"] <= 1
        elif good:
            good = isinstance(result["error"], dict) and result.get("reward") is None
        if not good:
            raise JuxtaError("reply_invalid", "Result %d of the server's answer is neither a reward nor an error." % place)
    return reply


def _retry_after(headers: Any) -> Optional[float]:
    said = headers.get("Retry-After") if headers is not None else None
    if not said:
        return None
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


class RewardClient:
    """Asks a Juxta server for rewards. Safe to use from several threads.

    ``url``: the server, without a path. ``token``: an API token; JUXTA_TOKEN when left out. ``scorer``: a registered scorer.
    ``transport``: "multipart" sends each picture once as it is, "json" sends base64. ``batch_size``: items in one request,
    1..256. ``concurrency``: requests at once. ``timeout``: seconds for one answer. ``patience``: seconds during which a busy or
    unreachable server is asked again, as it says by Retry-After, else slower each time.
    """

    def __init__(
        self,
        url: str,
        token: Optional[str] = None,
        *,
        scorer: str = "starter",
        passes: Optional[int] = None,
        filters: Optional[Mapping[str, Any]] = None,
        transport: str = "multipart",
        batch_size: int = 64,
        concurrency: int = 4,
        timeout: float = 600.0,
        patience: float = 300.0,
    ):
        if transport not in ("multipart", "json"):
            raise ValueError('transport is "multipart" or "json"')
        if not 1 <= batch_size <= MAX_ITEMS:
            raise ValueError("batch_size is 1 to %d" % MAX_ITEMS)
        if not url.startswith(("http://", "https://")):
            raise ValueError("url begins with http:// or https://")
        self._url = url.rstrip("/")
        self._token = token if token is not None else os.environ.get("JUXTA_TOKEN")
        self._settings: Dict[str, Any] = {"scorer": scorer}
        if passes is not None:
            self._settings["passes"] = passes
        if filters is not None:
            self._settings["filters"] = dict(filters)
        self._shares = transport == "multipart"
        self._encode = _encode_multipart if self._shares else _encode_json
        self._batch_size = batch_size
        self._concurrency = max(1, concurrency)
        self._timeout = timeout
        self._patience = patience
        self._opener = urllib.request.build_opener(_NoRedirect)

    def health(self) -> Dict[str, Any]:
        """Whether somebody scores, and how full the queue is. Raises JuxtaError where nobody answers."""
        try:
            with self._opener.open(self._url + "/api/v1/reward/health", timeout=self._timeout) as answer:
                return _parse(answer.read())
        except urllib.error.HTTPError as error:
            return _parse(error.read())
        except (OSError, http.client.HTTPException) as error:
            raise JuxtaError("unreachable", "The server cannot be reached: %s" % error)

    def score(self, items: Iterable[Mapping[str, Any]], on_error: str = "raise") -> List[Dict[str, Any]]:
        """A result for each item, in order.

        An item has ``source`` and ``edit`` (bytes, a path, a PIL image, or "sha256:..." of a picture that the server stores),
        ``instruction``, and optionally ``group`` (by default source and instruction together), ``id`` and ``task_type``.
        A result has ``reward`` (0..1, or None with an ``error``), ``scores``, ``spread``, ``advantage`` (within its group; None
        where the group was too large for one request) and ``error``. ``on_error``: "raise" raises RewardsFailed when any
        item has no reward; "keep" returns such results. A refused request (4xx) always raises.
        """
        if on_error not in ("raise", "keep"):
            raise ValueError('on_error is "raise" or "keep"')
        batches = _pack(items, self._batch_size, self._shares)
        results: List[Optional[Dict[str, Any]]] = [None] * sum(len(batch.items) for batch in batches)
        if not batches:
            return []
        stopping = threading.Event()

        def run(batch: _Batch) -> List[Dict[str, Any]]:
            try:
                return self._score_batch(batch, stopping)
            except JuxtaError as error:
                if on_error == "keep" and (error.status == 0 or error.status in _RETRIED):
                    failure = {"code": error.code, "message": error.message}
                    return [_failed(item, failure) for item in batch.items]
                stopping.set()
                raise

        with ThreadPoolExecutor(min(self._concurrency, len(batches))) as pool:
            for batch, answered in zip(batches, pool.map(run, batches)):
                for index, result in zip(batch.indexes, answered):
                    results[index] = dict(result, index=index)
        complete = [result for result in results if result is not None]
        _forget_split_groups(batches, complete)
        failures = [(place, result["error"].get("code", "unknown"), result["error"].get("message", "")) for place, result in enumerate(complete) if result["error"] is not None]
        if failures and on_error == "raise":
            raise RewardsFailed(failures, complete)
        return complete

    def _score_batch(self, batch: _Batch, stopping: threading.Event) -> List[Dict[str, Any]]:
        body, kind = self._encode(self._settings, batch)
        until = time.monotonic() + self._patience
        waits = 0
        while True:
            wait: Optional[float] = None
            try:
                return _check_reply(self._post(body, kind), len(batch.items))["results"]
            except urllib.error.HTTPError as error:
                problem = _to_problem(error)
                if problem.status not in _RETRIED:
                    raise problem from None
                wait = _retry_after(error.headers)
            except (OSError, http.client.HTTPException) as error:
                problem = JuxtaError("unreachable", "The server cannot be reached: %s" % error)
            except (ValueError, UnicodeDecodeError):
                problem = JuxtaError("reply_invalid", "The server's answer is not JSON.")
            if wait is None:
                wait = min(_LONGEST_WAIT, 0.5 * 2 ** min(waits, 10)) * (0.5 + random.random() / 2)
                waits += 1
            if stopping.is_set() or time.monotonic() + wait > until:
                raise problem
            stopping.wait(wait)

    def _post(self, body: bytes, kind: str) -> Any:
        headers = {"Content-Type": kind, "Accept": "application/json", "User-Agent": "juxta-reward/" + __version__}
        if self._token:
            headers["Authorization"] = "Bearer " + self._token
        request = urllib.request.Request(self._url + "/api/v1/reward", data=body, headers=headers, method="POST")
        with self._opener.open(request, timeout=self._timeout) as answer:
            return _parse(answer.read())


def _failed(item: Mapping[str, Any], error: Mapping[str, str]) -> Dict[str, Any]:
    return {"index": 0, "id": item.get("id"), "group": item.get("group"), "reward": None, "spread": None, "scores": None, "passes": 0, "passes_used": 0, "advantage": None, "error": dict(error)}


def _forget_split_groups(batches: Sequence[_Batch], results: Sequence[Dict[str, Any]]) -> None:
    """An advantage within a part of a group would be wrong."""
    homes: Dict[str, int] = {}
    split = set()
    for number, batch in enumerate(batches):
        for item in batch.items:
            if homes.setdefault(item["group"], number) != number:
                split.add(item["group"])
    for batch in batches:
        for index, item in zip(batch.indexes, batch.items):
            if item["group"] in split:
                results[index]["advantage"] = None


def _to_problem(error: urllib.error.HTTPError) -> JuxtaError:
    try:
        said = _parse(error.read())["error"]
        return JuxtaError(str(said["code"]), str(said["message"]), error.code, said.get("details"))
    except (ValueError, KeyError, TypeError, OSError, http.client.HTTPException):
        return JuxtaError("http_%d" % error.code, "The server answered with status %d." % error.code, error.code)


RewardFunction = Callable[..., Tuple[List[float], Dict[str, List[Any]]]]


def flow_grpo_reward(client: RewardClient, on_error: str = "raise", source_key: str = "source") -> RewardFunction:
    """A reward function as Flow-GRPO calls it: ``scores, details = fn(images, prompts, metadata)``.

    The source picture of an edit is ``metadata[i][source_key]``, or comes as fourth argument ``ref_images``; ``metadata[i]``
    may also hold ``group`` and ``task_type``. ``on_error``: "raise" raises RewardsFailed; "nan" gives NaN for what failed, so
    that a trainer can mask it. ``details`` holds lists in the same order: each sub-score on the scorer's scale, ``spread``,
    ``advantage`` and ``error`` (None or the code).
    """
    if on_error not in ("raise", "nan"):
        raise ValueError('on_error is "raise" or "nan"')

    def reward(images: Sequence[Any], prompts: Sequence[str], metadata: Optional[Sequence[Mapping[str, Any]]] = None, ref_images: Optional[Sequence[Any]] = None) -> Tuple[List[float], Dict[str, List[Any]]]:
        about = list(metadata) if metadata is not None else [{} for _ in prompts]
        sources = list(ref_images) if ref_images is not None else [entry[source_key] for entry in about]
        if not len(images) == len(prompts) == len(about) == len(sources):
            raise ValueError("images, prompts, metadata and sources differ in length")
        items = [
            {"source": source, "edit": image, "instruction": prompt, "group": entry.get("group"), "task_type": entry.get("task_type")}
            for image, prompt, entry, source in zip(images, prompts, about, sources)
        ]
        results = client.score(items, on_error="raise" if on_error == "raise" else "keep")
        scores = [float(result["reward"]) if result["error"] is None else math.nan for result in results]
        details: Dict[str, List[Any]] = {name: [(result["scores"] or {}).get(name, math.nan) for result in results] for name in _DIMENSIONS}
        for name in ("spread", "advantage"):
            details[name] = [result.get(name) for result in results]
        details["error"] = [result["error"]["code"] if result["error"] is not None else None for result in results]
        return scores, details

    return reward
