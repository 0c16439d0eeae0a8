"""Figures: what was measured, beside the floor's and the target."""

from __future__ import annotations

from dataclasses import dataclass

HEADINGS = ("figure", "webchat", "floor", "ratio", "target")


@dataclass(frozen=True)
class Figure:
    """One measured quantity; its unit stands in its name."""

    name: str
    webchat: float
    floor: float | None = None
    target: str = ""

    def row(self) -> tuple[str, ...]:
        ratio = f"{self.webchat / self.floor:.2f}" if self.floor else ""
        floor = "" if self.floor is None else _readable(self.floor)
        return (self.name, _readable(self.webchat), floor, ratio, self.target)


class Figures:
    """All figures of one run."""

    def __init__(self) -> None:
        self._figures: list[Figure] = []

    def add(self, name: str, webchat: float, floor: float | None = None, target: str = "") -> None:
        self._figures.append(Figure(name, webchat, floor, target))

    def table(self) -> str:
        rows = [HEADINGS, *(figure.row() for figure in self._figures)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join(_line(row, widths) for row in rows)


def percentile(values: list[float], percent: float) -> float:
    """Give the value that ``percent`` of all do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def _readable(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    name, *numbers, target = row
    cells = [name.ljust(widths[0])]
    cells += [text.rjust(width) for text, width in zip(numbers, widths[1:-1], strict=True)]
    return "  ".join([*cells, target]).rstrip()
