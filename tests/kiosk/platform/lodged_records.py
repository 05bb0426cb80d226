"""Records that answer to something a terminal lodged: nobody looks them up."""

LODGED = frozenset({"appointment", "coach-ticket", "complaint-receipt"})
