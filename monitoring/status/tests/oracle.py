"""Counting, written a second time from the product's words: exact fractions, plain loops, nothing shared.

It is slow and naive on purpose: the property tests hold the real rules against it.
"""

from fractions import Fraction

FREQUENCY_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12, "two_years": 24}


def month_after(code):
    """The index of the first month after the period that a code names."""
    year, _dash, rest = code.partition("-")
    first = int(year) * 12
    if rest.startswith("H"):
        return first + 6 * int(rest[1:])
    if rest.startswith("Q"):
        return first + 3 * int(rest[1:])
    return first + (int(rest) if rest else 12)


def expected(at, baseline, targets):
    """The value on the straight lines; `baseline` and `targets` are (month, value) in order of time."""
    if at <= baseline[0]:
        return baseline[1]
    left = baseline
    for right in targets:
        if at <= right[0]:
            if at == right[0]:
                return right[1]
            return left[1] + (right[1] - left[1]) * Fraction(at - left[0], right[0] - left[0])
        left = right
    return targets[-1][1]


def status(case, latest, today):  # noqa: C901  one rule after the other, as the product says them
    """The status of `case`: direction, frequency, baseline, targets, keep, first_due; times are months."""
    months = FREQUENCY_MONTHS[case["frequency"]]
    direction, targets, baseline = case["direction"], case["targets"], case["baseline"]
    if direction == "neutral":
        return "no_target"
    if direction == "keep" and case["keep"] == (None, None):
        return "no_target"
    if direction in ("increase", "decrease") and not targets:
        return "no_target"
    first = case["first_due"]
    if first is None and baseline is not None:
        first = baseline[0] + months
    if first is not None and today < first and not (latest is not None and latest[0] >= first):
        return "not_due"
    if latest is None or today - latest[0] >= 2 * months:
        return "no_data"
    value = latest[1]
    if direction == "keep":
        low, high = case["keep"]
        outside = (low is not None and value < low) or (high is not None and value > high)
        return "off_track" if outside else "on_track"
    sign = 1 if direction == "increase" else -1
    if sign * value >= sign * targets[-1][1]:
        return "achieved"
    if baseline is None:
        return "no_data"
    due = expected(latest[0], baseline, targets)
    if due == baseline[1]:
        return "on_track" if sign * value >= sign * baseline[1] else "off_track"
    share = (value - baseline[1]) / (due - baseline[1])
    if share >= Fraction(95, 100):
        return "on_track"
    return "at_risk" if share >= Fraction(75, 100) else "off_track"


def metropolis(method, rows, members):
    """(value, who is missing), or None; rows are (who, value, numerator, denominator, population)."""
    there = {}
    for who, value, numerator, denominator, population in rows:
        if who not in members:
            continue
        if method == "ratio" and not denominator:
            continue
        if method == "population_mean" and not population:
            continue
        there[who] = (Fraction(value), numerator, denominator, population)
    if not there or method in ("not_set", "not_additive", "reported"):
        return None
    values = [row[0] for row in there.values()]
    if method == "sum":
        found = sum(values)
    elif method == "mean":
        found = sum(values) / len(values)
    elif method == "ratio":
        found = Fraction(sum(row[1] for row in there.values())) / Fraction(
            sum(row[2] for row in there.values())
        )
    elif method == "population_mean":
        people = sum(row[3] for row in there.values())
        found = sum(row[0] * Fraction(row[3]) for row in there.values()) / Fraction(people)
    else:
        assert method == "median"
        ordered, half = sorted(values), len(values) // 2
        found = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return found, {who for who in members if who not in there}


def totals(years, start, after, incomplete):
    """Year -> (total, years that lack data), of yearly increments {year: value}."""
    found, first = {}, after + 1 if after is not None else min(years, default=0)
    for last in sorted(years):
        if last < first:
            continue
        span = range(first, last + 1)
        lacking = [year for year in span if year not in years or year in incomplete]
        found[last] = (
            Fraction(start) + sum(Fraction(years[year]) for year in span if year in years),
            lacking,
        )
    return found


def mean_attainment(rows):
    """Weighted mean of (weight, attainment or None), each attainment held within 0..1."""
    weights, products = Fraction(0), Fraction(0)
    for weight, share in rows:
        if share is not None:
            weights += Fraction(weight)
            products += Fraction(weight) * max(Fraction(0), min(Fraction(1), Fraction(share)))
    return products / weights if weights else None
