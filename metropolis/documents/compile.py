"""The child process that makes the PDF: reads a request from standard input, writes the file.

Run by typesetting.py with a limit of time and memory of its own: nothing can interrupt the compiler from
within the same process. It knows nothing of Django.
"""

import json
import re
import resource
import sys
import tempfile
from pathlib import Path

# What the compiler says of a character that no font can draw; the document would not be accessible.
_UNDRAWABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROUNDS = 6
STAND_IN = "\u25a1"


def main() -> int:
    """0: written. 2: the template and the data do not fit; the reason is on standard error."""
    request = json.load(sys.stdin)
    limit = request["memory_bytes"]
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        made = make(request)
    except RuntimeError as error:
        print(getattr(error, "diagnostic", "") or error, file=sys.stderr)
        return 2
    Path(request["output"]).write_bytes(made)
    return 0


def make(request: dict) -> bytes:
    """The PDF. Characters that no font has give way to a square, and the imprint says so."""
    text = json.dumps(request["document"], ensure_ascii=False)
    for _round in range(_ROUNDS):
        try:
            return compiled(text, request)
        except RuntimeError as error:
            strange = _UNDRAWABLE.findall(getattr(error, "diagnostic", ""))
            if not strange:
                raise
            text = without(text, strange, request["undrawable_note"])
    raise RuntimeError("too many characters that no font can draw")


def without(text: str, strange: list[str], note: str) -> str:
    """The document's JSON with a square for each of the strange characters, and the note in its imprint."""
    for found in {_ESCAPED.sub(lambda match: chr(int(match[1], 16)), item) for item in strange}:
        text = text.replace(found, STAND_IN)
    document = json.loads(text)
    if note not in document["imprint"]:
        document["imprint"].append(note)
    return json.dumps(document, ensure_ascii=False)


def compiled(text: str, request: dict) -> bytes:
    """One run of the compiler. Its root is an empty folder: it can read nothing but what it is handed."""
    import typst

    source = b"\n".join(Path(path).read_bytes() for path in request["templates"])
    with tempfile.TemporaryDirectory() as root:
        return typst.compile(
            source,
            root=root,
            font_paths=request["font_paths"],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["1.7", "ua-1"],
            sys_inputs={"document": text},
            timestamp=request["timestamp"],
            package_path=root,
            package_cache_path=root,
        )


if __name__ == "__main__":
    sys.exit(main())
