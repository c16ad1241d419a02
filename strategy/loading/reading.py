"""From a file to a tree of nodes. Whatever is wrong with the file as a file is said in one sentence."""

from pathlib import Path

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from .faults import Fault, FaultyContent, Unreadable
from .nodes import Node

MOST_BYTES = 10 * 1024 * 1024


def read_tree(path: Path) -> Node:
    """The whole file. Raises `Unreadable` or `FaultyContent`."""
    try:
        raw = YAML(pure=True).compose(_text(path))
    except MarkedYAMLError as error:
        raise FaultyContent([_marked(error)]) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise Unreadable(_("The file is not a readable YAML file.")) from error
    if raw is None:
        raise Unreadable(_("The file is empty."))
    root = Node(raw)
    if not root.is_mapping:
        message = _("The file must consist of named sections, for example “areas:”.")
        raise FaultyContent([Fault(root.line, root.column, "", message)])
    return root


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise Unreadable(_("This is a folder, not a file."))
        size = path.stat().st_size
        if size > MOST_BYTES:
            sizes = {"size": size // 1024 // 1024, "most": MOST_BYTES // 1024 // 1024}
            raise Unreadable(_("The file has %(size)d MB; the limit is %(most)d MB.") % sizes)
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Unreadable(_("There is no such file.")) from error
    except OSError as error:
        raise Unreadable(_("The file cannot be opened: %(why)s.") % {"why": error.strerror}) from error
    except UnicodeDecodeError as error:
        raise Unreadable(_("The file is not a text file in UTF-8.")) from error
    if "\0" in text:
        raise Unreadable(_("The file is not a text file in UTF-8."))
    return text


def _marked(error: MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    why = ", ".join(part for part in (error.context, error.problem) if part)
    return Fault(line, column, "", _("This is not correct YAML (%(why)s).") % {"why": why})
