"""Sets ShoeGUI up in a checkout and starts or checks it: `python3 packaging/bootstrap.py run`.

Needs nothing but Python. This file only makes sure of its version, in syntax that any Python 3
reads; the work is in commands.py, which is read by a new enough Python alone.
"""

import shutil
import subprocess
import sys

OLDEST = (3, 11)
# The ones that every pinned package has been built for come first.
NEWER = ("python3.13", "python3.12", "python3.11", "python3.14")

if __name__ == "__main__":
    if sys.version_info[:2] < OLDEST:
        found = [path for path in map(shutil.which, NEWER) if path]
        if found:
            sys.exit(subprocess.call([found[0]] + sys.argv))  # noqa: RUF005
        sys.exit(
            "Python 3.11 or later needed: this is Python {}.{} ({}), and there is no newer one on"
            " PATH.\nInstall one (on Ubuntu 22.04: sudo apt-get install python3.11), then give the"
            " same command again.".format(*sys.version_info[:2], sys.executable)
        )

    from commands import main

    sys.exit(main(sys.argv[1:]))
