"""Reads made reports back: what a person sees in each format, as plain texts."""

import re
import shutil
import subprocess
import unicodedata

import docx
from docx.oxml.ns import qn
from lxml import html

from metropolis.ui.tests.browser import missing
from monitoring.reports import files
from monitoring.reports.prose import lines_of

# The shapes before words of statuses.
_SHAPES = re.compile(r"^[●▲■○]\s*")
_NUMBER = re.compile(r"[−+-]?\d+(?:[.,]\d+)*")


def words(text):
    """Text without the ways in which lines are broken."""
    text = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\u00ad", "")
    return re.sub(r"\s+", " ", text).strip()


def numbers(text):
    """Every number of a text, without what parts its thousands: `18745`, `2,8`, `+13,7`.

    A single space before three digits parts thousands; columns of a table stand further apart.
    """
    text = unicodedata.normalize("NFKC", text)
    return _NUMBER.findall(re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text))


def file_of(report, name):
    return files.path_of(next(file for file in report.files.all() if file.name == name))


def pdf_text(path, *options):
    """The words of a PDF in the order of reading."""
    if shutil.which("pdftotext") is None:
        missing("pdftotext is not installed: it reads the made PDFs back (apt install poppler-utils).")
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def document_tables(document):
    """The tables of the composed document: rows of texts with the marks of their notes."""
    found = []
    for chapter in document.chapters:
        for block in chapter.blocks:
            if block["kind"] == "table":
                head = [column["label"] for column in block["columns"]]
                rows = [[_marked(cell) for cell in row] for row in block["rows"]]
                found.append((block["caption"], [head, *rows]))
            if block["kind"] == "ranking":
                rows = [[row["name"], row["value"] + ", ".join(row["marks"])] for row in block["rows"]]
                found.append((block["caption"], [block["columns"], *rows]))
    return [(words(caption), [[words(cell) for cell in row] for row in rows]) for caption, rows in found]


def _marked(cell):
    return cell["text"] + ", ".join(cell["marks"])


def document_comments(document):
    """The lines that people wrote."""
    return [
        words(line)
        for chapter in document.chapters
        for block in chapter.blocks
        if block["kind"] == "narrative"
        for line in lines_of(block["parts"])
    ]


def word_tables(path):
    """The tables of a Word document with their captions."""
    found, caption = [], ""
    for element in docx.Document(str(path)).element.body:
        if element.tag == qn("w:p"):
            text = word_text(element)
            caption = text or caption
        if element.tag == qn("w:tbl"):
            rows = [
                [_SHAPES.sub("", words(word_text(cell))) for cell in row.iter(qn("w:tc"))]
                for row in element.iter(qn("w:tr"))
            ]
            found.append(
                (words(re.sub(r"^\S+\s\d+\. ", "", words(caption))), [_trimmed(row) for row in rows])
            )
    return found


def word_text(element):
    return "".join(
        "\n" if node.tag == qn("w:br") else node.text or "" for node in element.iter(qn("w:t"), qn("w:br"))
    )


def page_tables(text):
    """The tables of a web page with their captions."""
    found = []
    for table in html.fromstring(text).iter("table"):
        for mark in table.iter("sup"):  # parted by commas on paper
            following = mark.getnext()
            if following is not None and following.tag == "sup":
                mark.tail = ", " + (mark.tail or "")
        number = table.find("caption/b")
        caption = words(table.find("caption").text_content()).removeprefix(words(number.text_content()))
        rows = [
            [words(cell.text_content()) for cell in row if cell.tag in ("th", "td")]
            for row in table.iter("tr")
        ]
        found.append((caption.strip(), [_trimmed(row) for row in rows]))
    return found


def _trimmed(row):
    """Without the empty cell of a bar."""
    return row[:-1] if len(row) == 3 and row[-1] == "" else row
