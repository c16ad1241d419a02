"""Charts in a document of Word: pictures in the line of text, with their words for those who cannot see them."""

from metropolis.documents.word.markup import clean, quoteattr

_EMU_IN_TWIP = 635
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def inline(part: str, number: int, size: tuple[int, int], *, title: str, alt: str) -> str:
    """A run with a picture; `part` is its number in the package, `size` in twentieths of a point."""
    width, height = (length * _EMU_IN_TWIP for length in size)
    words = f"title={quoteattr(clean(title))} descr={quoteattr(clean(alt))}"
    extent = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent {extent}/><wp:docPr id="{number}" name="Figure {number}" {words}/>'
        '<wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="Figure {number}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{part}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        '</wp:inline></w:drawing></w:r>'
    )  # fmt: skip
