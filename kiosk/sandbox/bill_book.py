"""Which bills the test province has shown, and which of them are paid."""

from kiosk.sandbox.province import Province


class BillBook:
    """Every bill that was asked for, by its number.

    Args:
        province: for the file.
    """

    def __init__(self, province: Province) -> None:
        self._store = province.store
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS bills (bill TEXT PRIMARY KEY, amount INTEGER NOT NULL,"
            " paid_by TEXT NOT NULL) STRICT"
        )

    def shown(self, bill: str, amount_fen: int) -> None:
        """Remember what it owes; the first time counts."""
        self._store.rows("INSERT OR IGNORE INTO bills VALUES (?, ?, '')", bill, amount_fen)

    def owed(self, bill: str) -> int:
        """What a bill that was asked for owes, in fen; 0 where nobody knows it, or it is paid."""
        row = self._store.row("SELECT amount FROM bills WHERE bill = ? AND paid_by = ''", bill)
        return int(row["amount"]) if row is not None else 0

    def pay(self, bill: str, order: str) -> bool:
        """Book it; False where another order has paid it already."""
        self._store.rows("UPDATE bills SET paid_by = ? WHERE bill = ? AND paid_by = ''", order, bill)
        row = self._store.row("SELECT paid_by FROM bills WHERE bill = ?", bill)
        return row is not None and row["paid_by"] == order

    def is_paid(self, bill: str) -> bool:
        """Whether an order has paid it."""
        row = self._store.row("SELECT paid_by FROM bills WHERE bill = ?", bill)
        return row is not None and row["paid_by"] != ""
