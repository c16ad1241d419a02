"""Give a virtual environment its pip where Debian's Python comes without `ensurepip`.

Called with the environment's own Python; needs nothing but the standard library.
"""

import hashlib
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

NAME = "pip-26.3-py3-none-any.whl"
URL = f"https://files.pythonhosted.org/packages/07/25/ee8c38ae72d66b844ce8eb9711ba905dba21ca1a8a0c960057c41cd23337/{NAME}"
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"


def main() -> None:
    """Fetch pip, compare its hash, and let it install itself."""
    with urllib.request.urlopen(URL, timeout=60) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() != SHA256:
        sys.exit(f"{NAME} is not the file that was expected; nothing was installed.")
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / NAME
        wheel.write_bytes(content)
        command = [sys.executable, str(wheel / "pip"), "install", "--quiet", "--no-index", str(wheel)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
