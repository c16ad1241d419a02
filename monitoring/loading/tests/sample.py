"""A small content file of an invented association, and ways to spoil it."""

import textwrap

from monitoring.loading.content import load_content, read_content
from strategy.loading.faults import FaultyContent

CONTENT = textwrap.dedent(
    """\
    format: 1
    sources:
      PAGE:
        title: {pl: Strona związku, en: Page of the union}
        url: https://example.org/
      BOOK:
        title: Księga
    strategy:
      code: X2040
      name: {pl: Strategia Doliny, en: Strategy of the Valley}
      kind: {pl: strategia, en: strategy}
      owner: {pl: Związek Doliny, en: Union of the Valley}
      owner_abbr: ZD
      area_name: {pl: Dolina, en: the Valley}
      horizon_year: 2040
      status: official
      source: PAGE
    statements:
      vision:
        - code: vision
          text: {pl: Zielona dolina, en: A green valley}
          status: paraphrase
          source: [PAGE, BOOK]
    areas:
      - code: A
        slug: woda
        roman: I
        name: {pl: Woda, en: Water}
        scope: {pl: rzeki, en: rivers}
        status: official
        source: PAGE
        challenges:
          - code: A.W1
            text: {pl: susza, en: drought}
            status: official
            source: PAGE
        goals:
          - code: A.G
            level: main
            text: {pl: Czysta woda, en: Clean water}
            status: official
            source: PAGE
            goals:
              - code: A.S1
                level: specific
                text: {pl: Mniej ścieków, en: Less sewage}
                challenges: [A.W1]
                status: official
                source: PAGE
    municipalities:
      - slug: lipa
        teryt: '9901011'
        name: Lipa
        kind: rural
        county: powiat leśny
        voivodeship: nadrzeczne
        tile: {col: 1, row: 1}
        neighbours: ['9901022']
        status: official
        source: PAGE
      - slug: sosna
        teryt: '9901022'
        name: Sosna
        kind: rural
        county: powiat leśny
        voivodeship: nadrzeczne
        tile: {col: 2, row: 1}
        neighbours: ['9901011']
        status: official
        source: PAGE
    indicators:
      - code: A.1
        area: A
        name: {pl: Długość rzek, en: Length of rivers}
        unit: km
        kind: context
        scope: municipality
        direction: increase
        supplier: municipality
        frequency: year
        precision: 1
        baseline: {period: 2020, value: 10, basis: {pl: pomiar, en: survey}}
        targets:
          - period: 2030
            value: 20
            status: official
            source: PAGE
        status: official
        source: PAGE
        values:
          source: BOOK
          confidence: low
          metropolis: {2020: 10, 2021: 11.5}
          municipalities:
            2021:
              '9901011': 4.5
              '9901022': 7
    forums:
      - slug: forum-wody
        name: {pl: Forum Wody, en: Water Forum}
        area: A
        is_lead: true
        status: official
        source: PAGE
    team:
      name: {pl: 'Zespół: {municipality}', en: 'Team: {municipality}'}
      status: official
      source: PAGE
    """
)


def spoiled(old: str, new: str, times: int = 1) -> str:
    """The sample with a piece replaced."""
    assert old in CONTENT, old
    return CONTENT.replace(old, new, times)


def write(folder, text: str = CONTENT):
    """The text as a file."""
    path = folder / "content.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def load(folder, text: str = CONTENT, **options):
    """Load the text; what happened."""
    return load_content(write(folder, text), **options)


def faults(folder, text: str) -> list[tuple[int, str, str]]:
    """Lines, paths and messages of the faults in a text."""
    try:
        read_content(write(folder, text))
    except FaultyContent as error:
        return [(fault.line, fault.path, fault.message) for fault in error.faults]
    return []


def line_of(text: str, piece: str) -> int:
    """The line in which a piece first stands."""
    return text[: text.index(piece)].count("\n") + 1
