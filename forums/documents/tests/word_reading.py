"""Reading a DOCX back, as Word does when all changes are accepted or rejected."""

import io
from copy import deepcopy

import docx
from docx.oxml.ns import qn

INS, DEL = qn("w:ins"), qn("w:del")
P, R, TR, TC, TBL = (qn(f"w:{name}") for name in ("p", "r", "tr", "tc", "tbl"))


def opened(content: bytes):
    """The document."""
    return docx.Document(io.BytesIO(content))


def after(content: bytes, *, accept: bool) -> list[str]:
    """The lines of text that are left when all changes are accepted, or rejected."""
    body = deepcopy(opened(content).element.body)
    gone, kept = (DEL, INS) if accept else (INS, DEL)
    for row in list(body.iter(TR)):
        if row.find(f"{qn('w:trPr')}/{gone}") is not None:
            row.getparent().remove(row)
    for paragraph in list(body.iter(P)):
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{gone}") is not None:
            texts = [one for one in paragraph.iter(R) if one.getparent().tag != gone]
            assert not texts, "a paragraph that goes keeps no words"
            paragraph.getparent().remove(paragraph)
    for change in list(body.iter(gone)):
        change.getparent().remove(change)
    assert kept in {INS, DEL}
    return lines(body)


def lines(body) -> list[str]:
    """Every paragraph that says something, and every row with its cells parted by bars."""
    found = []
    for element in body:
        if element.tag == P:
            found.append(words(element))
        elif element.tag == TBL:
            rows = element.findall(TR)
            found += [" | ".join(words(cell) for cell in row.findall(TC)) for row in rows]
    return [line for line in found if line.strip(" |")]


def words(element) -> str:
    """The text of an element, struck words too."""
    parts = []
    for node in element.iter(qn("w:t"), qn("w:delText"), qn("w:br")):
        parts.append("\n" if node.tag == qn("w:br") else node.text or "")
    return "".join(parts).strip(" ")
