"""As much of curl as the tour needs, for machines without it: put on PATH under that name by the tour's test."""

from __future__ import annotations

import sys

import httpx


def run(arguments: list[str]) -> str:
    """The body that the request is answered with."""
    method, url, body = "", "", None
    headers: dict[str, str] = {}
    rest = iter(arguments)
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, _, value = next(rest).partition(":")
            headers[name] = value.strip()
        elif word == "--json":
            body = next(rest)
            headers["Content-Type"] = "application/json"
        elif not word.startswith("-"):
            url = word
        elif word != "-s":
            raise SystemExit(f"curl: {word} is not known here")
    answer = httpx.request(method or ("POST" if body else "GET"), url, headers=headers, content=body, timeout=60)
    return answer.text


if __name__ == "__main__":
    sys.stdout.write(run(sys.argv[1:]))
