"""The program's entry: arguments, a look at the system, the log; then `app.run`.

Nothing of Qt is imported before the system was found fit for it.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from holysheep_desktop.startup.frozen import restore_environment

GATEWAY_OPTION = "--gateway"
CANNOT_START = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the desktop program; returns its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    restore_environment(os.environ)
    if words[:1] == [GATEWAY_OPTION]:  # a frozen build has one executable for both programs
        from holysheep_desktop.gateway.__main__ import main as gateway_main

        return gateway_main(words[1:])

    from holysheep_desktop.startup import arguments, preflight

    options = arguments.parsed(words)
    if options.menu_wish is not None:
        from holysheep_desktop.startup.menu_entry import fulfil

        return fulfil(options.menu_wish)
    if (problem := preflight.problem(os.environ)) is not None:
        sys.stderr.write(problem + "\n")
        return CANNOT_START

    gc.disable()  # a look at half-made imports costs a tenth of the way to the first paint; the loop collects
    from holysheep_desktop.app import run

    return run(options)


if __name__ == "__main__":
    sys.exit(main())
