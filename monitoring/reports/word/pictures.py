"""Charts in a document of Word: pictures in the line of text, with words for those who cannot see them."""

from metropolis.documents.word.markup import clean, quoteattr

_EMU_IN_TWIP = 635
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def inline(part: str, number: int, size: tuple[int, int], *, title: str, alt: str) -> str:
    """A run with a picture; `part` is its number in the package, `size` in twentieths of a point."""
    width, height = (length * _EMU_IN_TWIP for length in size)
    words = f"title={quoteattr(clean(title))} descr={quoteattr(clean(alt))}"
    extent, name = f'cx="{width}" cy="{height}"', f'id="{number}" name="Figure {number}"'
    picture = (
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{part}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" '
        f'distL="0" distR="0"><wp:extent {extent}/><wp:docPr {name} {words}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">{picture}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
