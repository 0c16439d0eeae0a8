from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from webchat.render.markdown.cache import HTMLCache


def test_what_was_put_is_found_under_its_kind_and_text() -> None:
    cache = HTMLCache(100)
    cache.put("a", "text", "<p>")

    assert cache.get("a", "text") == "<p>"
    assert cache.get("b", "text") is None
    assert cache.get("a", "other") is None


def test_the_longest_unused_is_forgotten_first() -> None:
    cache = HTMLCache(30)
    for text in ("1", "2", "3"):
        cache.put("a", text, "123456789")
    cache.get("a", "1")
    cache.put("a", "4", "123456789")

    assert [text for text in "1234" if cache.get("a", text)] == ["1", "3", "4"]


def test_what_is_too_large_is_not_kept_and_pushes_nothing_out() -> None:
    cache = HTMLCache(30)
    cache.put("a", "1", "123456789")
    cache.put("a", "2", "x" * 30)

    assert cache.get("a", "1")
    assert cache.get("a", "2") is None


def test_the_same_put_twice_counts_once() -> None:
    cache = HTMLCache(20)
    for _ in range(5):
        cache.put("a", "1", "123456789")
    cache.put("a", "2", "123456789")

    assert cache.get("a", "1")


def test_threads_may_share_it() -> None:
    cache = HTMLCache(1000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: cache.put("a", str(n % 50), "x" * 40), range(5000)))

    kept = [n for n in range(50) if cache.get("a", str(n))]
    assert 1 <= len(kept) <= 1000 // 41
