"""A plan in an old and a new text, with something of everything that a document tells."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from forums.documents.docx import Origin
from forums.documents.outline import Front, compose
from strategy.plans.content import (
    ActionContent,
    Funding,
    Milestone,
    PlanContent,
    PlanHead,
    Product,
    SectionContent,
)

DIAGNOSIS = (
    "<p>W <strong>latach 2021–2024</strong> nowych firm przybywało wolniej niż w Krakowie. Więcej w "
    '<a href="https://example.org/raport?x=1&amp;y=żółć">raporcie</a>.</p>'
    "<h3>Mocne strony</h3><ul><li>uczelnie<ul><li>trzy duże</li></ul></li><li>lotnisko</li></ul>"
    "<h3>Słabe strony</h3><ol><li>mało mieszkań</li><li>korki</li></ol>"
    '<table><thead><tr><th>Gmina</th><th colspan="2">Nowe firmy</th></tr></thead><tbody>'
    '<tr><td rowspan="2">Skawina</td><td>412</td><td>430</td></tr><tr><td>210</td><td>225</td></tr>'
    "</tbody></table><blockquote><p>Potrzebujemy jednej oferty terenów.</p></blockquote>"
)
NAMES = {
    "areas": {"4": {"pl": "Gospodarka", "en": "Economy"}},
    "goals": {"4.1": {"pl": "Konkurencyjna gospodarka", "en": "A competitive economy"}},
    "municipalities": {
        "skawina": {"pl": "Skawina", "en": "Skawina"},
        "skala": {"pl": "Skała", "en": "Skała"},
    },
    "sources": {"FEM": {"pl": "Fundusze Europejskie", "en": "European funds"}},
}
ACTION = ActionContent(
    code="4.P1.1",
    title="Wspólny katalog terenów",
    description="<h4>Zakres</h4><p>Gminy opisują tereny w jednym wzorze.</p>",
    goals=("4.1",),
    lead_municipality="skawina",
    municipalities=("skala",),
    responsible_function="osoba prowadząca obsługę inwestorów",
    start=date(2026, 4, 1),
    end=date(2028, 9, 30),
    milestones=(Milestone("a", "Wzór karty", date(2026, 6, 30)), Milestone("b", "Mapa w portalu", None)),
    products=(Product("p", "Opisane tereny", "szt.", Decimal(120)), Product("q", "Powierzchnia", "ha")),
    funding=(
        Funding("FEM", 2026, Decimal(1_250_000), Decimal(250_000)),
        Funding("FEM", 2027, Decimal("80000.50"), Decimal(0)),
    ),
)
GONE = replace(ACTION, code="4.P1.2", title="Działanie, z którego rezygnujemy", milestones=())
CAME = replace(ACTION, code="4.P1.3", title="Zupełnie nowe działanie", depends_on=("4.P1.1",))
OLD = PlanContent(
    PlanHead("4.P1", "plan", "Plan gospodarczy", "Economic plan", "4", 2026, 2030),
    (
        SectionContent("diagnoza", "Diagnoza", "Diagnosis", DIAGNOSIS),
        SectionContent("ryzyka", "Ryzyka", "Risks"),
    ),
    (ACTION, GONE),
    NAMES,
)
NEW = replace(
    OLD,
    sections=(
        replace(
            OLD.sections[0],
            html=DIAGNOSIS.replace("wolniej niż w Krakowie", "szybciej niż w samym Krakowie")
            .replace("<li>mało mieszkań</li>", "<li>mało tanich mieszkań</li><li>drogie biura</li>")
            .replace("<td>430</td>", "<td>438</td>"),
        ),
        replace(OLD.sections[1], html="<p>Opóźnienie kolei.</p>"),
    ),
    actions=(
        replace(
            ACTION,
            end=date(2029, 6, 30),
            milestones=(Milestone("a", "Wzór karty", date(2026, 9, 30)), Milestone("c", "60 kart", None)),
            funding=(ACTION.funding[0], Funding("FEM", 2028, Decimal(99), Decimal(0))),
        ),
        CAME,
    ),
)
ORIGIN = Origin(
    "Metropolia 2030", "Stowarzyszenie Przykładowe", datetime(2026, 11, 22, 12, tzinfo=UTC), "Zmiany"
)


def outline_of(content: PlanContent, language: str = "pl"):
    """The document of a plan, with a cover."""
    return compose(content, Front("Wersja przykładowa", "projekt"), language)
