"""住房公积金: what the provident-fund centre has on record."""

from datetime import date
from typing import Literal

from pydantic import Field

from printing.records.value import Count, Masked, Money, Month, PersonName, PersonNumber, Record, Share, Value, Words


class Repayment(Value):
    """One month of paying back."""

    instalment: Count
    month: Month
    planned_on: date | None = None
    """When the bank was to take it."""
    paid_on: date
    how: Literal["正常", "逾期", "提前", "冲还贷"]
    account: Masked
    principal: Money
    interest: Money
    penalty: Money
    left: Money


class LoanStatement(Record):
    """公积金贷款还款明细."""

    kind: Literal["loan-statement"] = "loan-statement"
    name: PersonName
    document_type: Words = Field(examples=["居民身份证"])
    number: PersonNumber
    contract_no: Words = Field(examples=["HZ2019000712"])
    repayment_account: Masked
    loan: Money
    balance: Money
    rate: Share
    repayment_way: Literal["等额本息", "等额本金"]
    instalments_paid: Count
    instalments_left: Count
    last_paid_on: date | None
    due: Money
    due_principal: Money
    due_interest: Money
    overdue: Money
    data_to: date
    repayments: tuple[Repayment, ...]


class DepositMovement(Value):
    """One entry of the account."""

    on: date
    summary: Words = Field(examples=["汇缴", "年度结息", "提取"])
    amount: Money
    balance: Money
    unit: Words = Field(examples=["惠州市样例电子有限公司"])


class DepositRecord(Record):
    """住房公积金缴存证明 with its movements."""

    kind: Literal["deposit-record"] = "deposit-record"
    name: PersonName
    number: PersonNumber
    account: Words = Field(examples=["0752000712"])
    unit: Words = Field(examples=["惠州市样例电子有限公司"])
    base: Money
    unit_rate: Share
    own_rate: Share
    unit_monthly: Money
    own_monthly: Money
    paid_to: Month
    state: Literal["正常", "封存", "销户"]
    balance_last_year: Money
    balance: Money
    last_moved_on: date | None = None
    """Of the newest movement, whether it is among those below or not."""
    data_to: date
    movements: tuple[DepositMovement, ...]
