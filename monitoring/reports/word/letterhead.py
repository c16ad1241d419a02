"""The Association's own template: its letterhead, pages and styles around the words of the report.

A template is a document of Word with placeholders like `{{tytul}}`. `{{tresc}}` is where the report goes;
without it, the report follows what the template has. Styles that the template lacks are added.
"""

import io
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy

from metropolis.documents.word import package
from metropolis.documents.word.markup import clean

# What can be written between the braces: words of the report, its contents, and its text.
FIELDS = ("tytul", "rodzaj", "okres", "stan_na", "zwiazek", "strategia")
CONTENTS, TEXT = "spis_tresci", "tresc"
KNOWN = (*FIELDS, CONTENTS, TEXT)
PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_TWIPS = 635
_A4_WIDTH = 21 * 360_000
# Settings of the template that its pages depend on.
_LAYOUT = ("mirrorMargins", "evenAndOddHeaders")
_STYLED = ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link")


class Letterhead:
    """A template that is being filled. Raises what the library raises where the file is no such document."""

    def __init__(self, template: bytes, language: str):
        import docx
        from docx.opc.constants import RELATIONSHIP_TYPE as KINDS

        self.document, self.language = docx.Document(io.BytesIO(template)), language
        kept = (KINDS.HEADER, KINDS.FOOTER, KINDS.IMAGE, KINDS.HYPERLINK, KINDS.FOOTNOTES, KINDS.ENDNOTES)
        package.without_leftovers(self.document, also=kept)
        self._replace_settings()

    @property
    def text_width(self) -> int:
        """The room between the margins of the last section, in twentieths of a point."""
        page = self.document.sections[-1]
        # What a section does not say is taken as A4 without margins.
        width = page.page_width or _A4_WIDTH
        return int(width - (page.left_margin or 0) - (page.right_margin or 0)) // _TWIPS

    def placeholders(self) -> list[str]:
        """What stands between braces, in the text and in the heads and feet of pages."""
        return [name for part in self._parts() for one in _paragraphs(part)
                for name in PLACEHOLDER.findall(_text(one))]  # fmt: skip

    def broken(self) -> list[str]:
        """Placeholders that mean nothing, and braces that were opened or closed only."""
        wrong = [f"{{{{{name}}}}}" for name in self.placeholders() if name not in KNOWN]
        for part in self._parts():
            for one in _paragraphs(part):
                rest = PLACEHOLDER.sub("", _text(one))
                wrong += [rest.strip()[:60]] if "{{" in rest or "}}" in rest else []
        return wrong

    def misplaced(self) -> list[str]:
        """Places of long texts that are no paragraphs of their own: in a table, a header, a sentence."""
        body, wrong = self.document.element.body, []
        for part in self._parts():
            for one in _paragraphs(part):
                for name in PLACEHOLDER.findall(_text(one)):
                    alone = one.getparent() is body and PLACEHOLDER.fullmatch(_text(one).strip())
                    if name in (CONTENTS, TEXT) and not alone:
                        wrong.append(f"{{{{{name}}}}}")
        return wrong

    def has_lost_parts(self) -> bool:
        """Whether the text needs parts that are not kept, such as diagrams and comments."""
        from docx.oxml.ns import nsmap

        body, known = self.document.element.body, set(self.document.part.rels)
        prefix = f"{{{nsmap['r']}}}"
        used = {value for one in body.iter() for name, value in one.attrib.items() if name.startswith(prefix)}
        return bool(used - known) or any(True for _ in body.iter(_w("commentReference")))

    def has_tracked_changes(self) -> bool:
        """Whether it says who changed what: names of people, and text of which nobody knows if it counts."""
        marks = (_w("ins"), _w("del"), _w("pPrChange"), _w("rPrChange"))
        return any(True for part in self._parts() for _ in part.iter(*marks))

    def fill(
        self, fields: dict[str, str], *, cover: str, contents: str, text: str, lists: Iterable[int]
    ) -> None:
        """Put the report in. A template that names the title has a cover of its own."""
        in_body = {name for one in _paragraphs(self.document.element.body)
                   for name in PLACEHOLDER.findall(_text(one))}  # fmt: skip
        parts = {CONTENTS: contents, TEXT: text}
        if CONTENTS not in in_body:
            parts[TEXT] = contents + text
        if "tytul" not in in_body:
            parts[TEXT] = cover + parts[TEXT]
        styles, numbers = self._add_styles(), self._add_lists(lists)
        made = {name: _fitted(package.body_of(xml), styles, numbers) for name, xml in parts.items()}
        self._put(made, at_end=TEXT not in in_body)
        for part in self._parts():
            for one in list(_paragraphs(part)):
                _replace(one, fields)
        self._set_language()

    # --- the places ---------------------------------------------------------------------------------

    def _parts(self) -> Iterator:
        """The text, and the heads and feet of its pages."""
        from docx.opc.constants import RELATIONSHIP_TYPE as KINDS

        yield self.document.element.body
        for rel in self.document.part.rels.values():
            if rel.reltype in (KINDS.HEADER, KINDS.FOOTER):
                yield rel.target_part.element

    def _put(self, made: dict[str, list], *, at_end: bool) -> None:
        body = self.document.element.body
        for one in list(_paragraphs(body)):
            for name in PLACEHOLDER.findall(_text(one)):
                if name in made and one.getparent() is not None:
                    _in_place_of(one, made.pop(name))
        if at_end:
            _in_place_of(None, made[TEXT], before=body[-1])

    def _replace_settings(self) -> None:
        """The house's settings: a template's own may tell whose computer it was made on."""
        part = self.document.part._settings_part
        kept = [one for name in _LAYOUT for one in part.element.findall(_w(name))]
        part._element = package.parsed(package.asset("settings.xml", self.language))
        for place, one in enumerate(kept, start=1):  # behind the zoom, in the order of the standard
            part._element.insert(place, one)
        for number in list(part.rels):
            del part.rels[number]

    def _numbering(self):
        """The part with the lists, made where the template has none."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.parts.numbering import NumberingPart

        part = self.document.part
        if any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in part.rels.values()):
            return part.numbering_part.element
        element = package.parsed(f"<w:numbering {package.NAMESPACES}/>")
        made = NumberingPart(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, part.package
        )
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return element

    def _add_styles(self) -> dict[str, str]:
        """Our name of a style -> that of the template, where it has one of this name; others are added."""
        ours = package.parsed(package.asset("styles.xml", self.language))
        theirs = self.document.part._styles_part.element
        known = {_name(one): one.get(_w("styleId")) for one in theirs.iter(_w("style"))}
        taken = set(known.values())
        names, added = {}, []
        for one in ours.iter(_w("style")):
            own = one.get(_w("styleId"))
            names[own] = known.get(_name(one)) or (own if own not in taken else f"{own}Report")
            if _name(one) not in known:
                added.append(deepcopy(one))
        for one in added:
            one.attrib.pop(_w("default"), None)
            one.set(_w("styleId"), names[one.get(_w("styleId"))])
            theirs.append(one)
        _renamed(added, names)
        return names

    def _add_lists(self, lists: Iterable[int]) -> dict[str, str]:
        """Our number of a list -> its number in the template."""
        numbering = self._numbering()
        first = 1 + max(
            (int(one.get(_w("abstractNumId"))) for one in numbering.iter(_w("abstractNum"))), default=0
        )
        last = max((int(one.get(_w("numId"))) for one in numbering.iter(_w("num"))), default=0)
        ours = package.parsed(package.asset("numbering.xml", self.language))
        # The standard wants pictures of bullets first, then kinds of lists, then lists, and nothing behind.
        place = len(list(numbering.iter(_w("numPicBullet"), _w("abstractNum"))))
        for one in list(numbering.iter(_w("numIdMacAtCleanup"))):
            numbering.remove(one)
        for number, one in enumerate(list(ours.iter(_w("abstractNum")))):
            one.set(_w("abstractNumId"), str(first + number))
            numbering.insert(place + number, one)
        numbers = {str(number): str(last + number) for number in (1, *lists)}
        bullets = (
            f'<w:num {package.NAMESPACES} w:numId="{numbers["1"]}"><w:abstractNumId w:val="{first}"/></w:num>'
        )
        numbering.append(package.parsed(bullets))
        ordered = [int(numbers[str(number)]) for number in lists]
        package.put_lists(self.document, ordered, like=first + package.ORDERED_LIST)
        return numbers

    def _set_language(self) -> None:
        """The language of the text, for the checking of spelling and for reading aloud."""
        styles = self.document.part._styles_part.element
        for one in styles.iter(_w("lang")):
            one.set(_w("val"), package.LANGUAGES[self.language])


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")


def _name(style) -> str:
    return style.find(_w("name")).get(_w("val")).lower()


def _paragraphs(part) -> Iterator:
    return part.iter(_w("p"))


def _text(paragraph) -> str:
    return "".join(one.text or "" for one in paragraph.iter(_w("t")))


def _replace(paragraph, fields: dict[str, str]) -> None:
    """Words in place of placeholders. Word may have cut one in pieces: the first piece takes all."""
    pieces = list(paragraph.iter(_w("t")))
    while match := PLACEHOLDER.search("".join(one.text or "" for one in pieces)):
        place, word = 0, clean(fields.get(match[1], ""))
        for one in pieces:
            text = one.text or ""
            begin, end = max(match.start() - place, 0), min(match.end() - place, len(text))
            place += len(text)
            if begin < end:
                one.text, word = text[:begin] + word + text[end:], ""
                one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _in_place_of(paragraph, elements: list, *, before=None) -> None:
    anchor = before if before is not None else paragraph
    for element in elements:
        anchor.addprevious(element)
    if paragraph is not None:
        paragraph.getparent().remove(paragraph)


def _fitted(elements: list, styles: dict[str, str], numbers: dict[str, str]) -> list:
    _renamed(elements, styles)
    for element in elements:
        for one in element.iter(_w("numId")):
            one.set(_w("val"), numbers[one.get(_w("val"))])
    return elements


def _renamed(elements: Iterable, styles: dict[str, str]) -> None:
    tags = [_w(tag.removeprefix("w:")) for tag in _STYLED]
    for element in elements:
        for one in element.iter(*tags):
            one.set(_w("val"), styles.get(one.get(_w("val")), one.get(_w("val"))))
