#!/usr/bin/env python3
"""The one way in: it makes its own environment first, so that two commands are all a newcomer needs."""

import sys

from alliance.boot.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
