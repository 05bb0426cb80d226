"""Records that answer to something a terminal lodged: nobody looks them up."""

LODGED = frozenset({"appointment", "complaint-receipt"})
