"""`python -m screens`: see app.py."""

from screens.app import main

main()
