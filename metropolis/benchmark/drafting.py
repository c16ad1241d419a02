"""A plan with 200 actions and 1,000 milestones: shown, saved, compared, printed, saved by many at once."""

import random
import statistics
import threading

from django.db import connection
from django.test import Client
from django.urls import reverse

from forums.drafting.editing import Collision, save_part
from forums.drafting.reading import draft_content
from metropolis.accounts.models import User
from metropolis.ui.worddiff import diff_blocks
from strategy.models import ActionPlan

from .measure import RUNS, Row, page, timed
from .plans import LARGE, VOCABULARY, pages
from .visits import PAGE_MS

SAVERS = 50


def measure(size_name: str, plan: ActionPlan, clerk: User) -> list[Row]:
    """Everything that is promised of a large plan."""
    rows = [*_pages(size_name, plan, clerk), _save(plan, clerk), _word_diff(), _docx(plan, clerk)]
    return [*rows, _at_once(plan, clerk)] if connection.vendor == "postgresql" else rows


def _pages(size_name: str, plan: ActionPlan, clerk: User) -> list[Row]:
    client = Client()
    client.force_login(clerk)
    names = {
        "draft, 200 actions": "draft",
        "plan": "plan",
        "plan: actions": "plan_actions",
        "plan: schedule, 1,000 milestones": "plan_schedule",
        "plan: money": "plan_money",
        "plan: municipalities": "plan_municipalities",
    }
    addresses = {what: reverse(name, args=[plan.slug]) for what, name in names.items()}
    addresses["plan: edit an action"] = reverse("draft_action", args=[plan.slug, "D.1.7"])
    budget = PAGE_MS[size_name]
    return [row for what, path in addresses.items() for row in page(client, what, path, budget_ms=budget)]


def _save(plan: ActionPlan, clerk: User) -> Row:
    """One action saved, with its history, its checks and its locks."""
    item = plan.draft_items.get(key="D.1.9")

    def save() -> None:
        item.refresh_from_db()
        head = item.head
        save_part(item, head.content | {"title": f"Działanie {head.number}"}, base=head.number, by=clerk)

    times = [timed(save) for _ in range(RUNS)]
    median, cpu = (statistics.median(seconds) * 1000 for seconds in zip(*times, strict=True))
    return Row("save one action: median", f"{median:.0f} ms", "<= 100 ms", median <= 100, f"{cpu:.0f} ms")


def _word_diff() -> Row:
    """Two versions of 60 pages, of which every twentieth word differs."""
    chance = random.Random(7)
    old = pages(chance, 60)
    new = " ".join(chance.choice(VOCABULARY) if chance.random() < 0.05 else word for word in old.split(" "))
    seconds, cpu = timed(lambda: diff_blocks(old, new))
    return Row(
        "word diff of two 60-page versions",
        f"{seconds * 1000:.0f} ms",
        "<= 500 ms",
        seconds <= 0.5,
        f"{cpu * 1000:.0f} ms",
    )


def _docx(plan: ActionPlan, clerk: User) -> Row:
    client = Client()
    client.force_login(clerk)
    path = reverse("plan_document", args=[plan.slug, "plan.docx"])
    sizes = []
    seconds, cpu = timed(lambda: sizes.append(len(_body(client.get(path)))))
    what = f"DOCX of a plan with {LARGE} actions ({sizes[0] / 1024:.0f} KB)"
    return Row(what, f"{seconds:.1f} s", "<= 5 s", seconds <= 5, f"{cpu:.1f} s")


def _body(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _at_once(plan: ActionPlan, clerk: User) -> Row:
    """Fifty people save fifty parts' worth of changes to one action at the same moment: none may be lost."""
    item = plan.draft_items.select_related("head").get(key="D.1.11")
    base, start = item.head, threading.Barrier(SAVERS)
    saved, refused = [], []

    def save(n: int) -> None:
        start.wait()
        product = {"key": f"p{n}", "name": f"Wskaźnik {n}", "unit": "szt.", "target": "1"}
        try:
            save_part(item, base.content | {"products": [product]}, base=base.number, by=clerk)
            saved.append(n)
        except Collision:
            refused.append(n)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(n,)) for n in range(SAVERS)]

    def run() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    seconds, cpu = timed(run)
    products = {product.key for product in draft_content(plan).action("D.1.11").products}
    lost = [n for n in saved if f"p{n}" not in products]
    kept = not lost and len(saved) + len(refused) == SAVERS
    what = (
        f"{SAVERS} saves of one action at once: {len(saved)} merged, {len(refused)} asked, {len(lost)} lost"
    )
    return Row(what, f"{seconds:.1f} s", "0 lost", kept, f"{cpu:.1f} s")
