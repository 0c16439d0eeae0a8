"""Drawing: with which site or tab, of those at hand, a rule of a state machine is tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition

from tests.web.mortal_site import MortalSite
from tests.web.returning_tab import ReturningTab


def sites(is_so: Callable[[MortalSite], bool] = lambda site: True) -> st.SearchStrategy[MortalSite]:
    """Draw one of the sites of which something is so."""
    return st.runner().flatmap(lambda self: st.sampled_from([*filter(is_so, self.world.sites)]))


def tabs(is_so: Callable[[ReturningTab], bool]) -> st.SearchStrategy[ReturningTab]:
    """Draw one of the tabs of which something is so."""
    return st.runner().flatmap(lambda self: st.sampled_from([*filter(is_so, self.tabs)]))


def some_site(is_so: Callable[[MortalSite], bool]) -> Any:
    """Apply a rule only where something is so of a site."""
    return precondition(lambda self: any(map(is_so, self.world.sites)))


def some_tab(is_so: Callable[[ReturningTab], bool]) -> Any:
    """Apply a rule only where something is so of a tab."""
    return precondition(lambda self: any(map(is_so, self.tabs)))


def flows(site: MortalSite) -> bool:
    return not site.is_stalled


def is_stalled(site: MortalSite) -> bool:
    return site.is_stalled


def is_reachable(tab: ReturningTab) -> bool:
    return tab.is_reachable


def is_hidden(tab: ReturningTab) -> bool:
    return tab.is_hidden
