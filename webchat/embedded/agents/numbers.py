"""A text as long as one likes, about the numbers in their order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count


def describe_numbers() -> Iterator[str]:
    """Give blocks of markdown without end: headings, prose, lists, tables, code and formulas."""
    for number in count(1):
        yield f"## The number {number}"
        yield _in_words(number)
        yield _EXTRAS[number % len(_EXTRAS)](number)


def divisors(number: int) -> list[int]:
    """List what divides a number, the number itself included."""
    small = [n for n in range(1, int(number**0.5) + 1) if number % n == 0]
    return sorted({*small, *(number // n for n in small)})


def _in_words(number: int) -> str:
    kind = "even" if number % 2 == 0 else "odd"
    prime = " and prime" if len(divisors(number)) == 2 else ""
    ones = number.bit_count()
    return (
        f"**{number}** is {kind}{prime}. In binary it is written `{number:b}`, with {ones}"
        f" {'one' if ones == 1 else 'ones'} in it. Its square is {number**2:,} and its cube"
        f" {number**3:,}."
    )


def _as_list(number: int) -> str:
    lines = [f"- {divisor} times {number // divisor}" for divisor in divisors(number)]
    return "\n".join([f"Ways to write {number} as a product:", "", *lines])


def _as_table(number: int) -> str:
    rows = [f"| {times} | {number * times:,} | {number**times:,} |" for times in (1, 2, 3, 4)]
    return "\n".join(["| *n* | multiple | power |", "|--:|--:|--:|", *rows])


def _as_code(number: int) -> str:
    lines = [
        "```python",
        "def triangle(rows: int) -> int:",
        '    """Count the balls in a triangle of so many rows."""',
        "    return rows * (rows + 1) // 2",
        "",
        f"assert triangle({number}) == {number * (number + 1) // 2}",
        "```",
    ]
    return "\n".join(lines)


def _as_formula(number: int) -> str:
    total = number * (number + 1) // 2
    fraction = rf"\frac{{{number} \cdot {number + 1}}}{{2}}"
    return f"$$\n\\sum_{{k=1}}^{{{number}}} k = {fraction} = {total}\n$$"


def _as_quote(number: int) -> str:
    return f"> After {number} comes {number + 1}, and so it goes on."


_EXTRAS = (_as_list, _as_table, _as_code, _as_formula, _as_quote)
