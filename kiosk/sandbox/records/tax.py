"""税务 of a citizen: what was paid, what was declared, and the wall of codes."""

from datetime import date

from kiosk.sandbox import income_tax, months
from kiosk.sandbox.asked import Asked
from kiosk.sandbox.companies import company
from kiosk.sandbox.money import NOTHING
from printing.records.tax import IncomeEntry, IncomeList, TaxCode, TaxPaid, TaxRecord

TOPICS = {
    "vehicle": ("车船税申报", ("用手机扫描二维码", "登录后核对车辆信息", "确认并缴款")),
    "invoice": ("发票领用", ("用手机扫描二维码", "登录后选择票种和数量", "选择领取方式并提交")),
    "income": ("个人所得税年度汇算", ("用手机扫描二维码", "登录后核对收入和扣除", "提交，退税到本人银行卡")),
    "insurance": ("社保费缴纳", ("用手机扫描二维码", "登录后选择险种和年度", "确认并缴款")),
    "house-sale": ("房产交易申报", ("用手机扫描二维码", "登录后填写合同信息", "上传材料并提交")),
    "deed": ("契税申报", ("用手机扫描二维码", "登录后核对房屋信息", "确认税款并缴款")),
    "stamp": ("印花税申报", ("用手机扫描二维码", "登录后填写应税凭证", "确认并缴款")),
    "certificate": ("税收完税证明开具", ("用手机扫描二维码", "登录后选择税款所属期", "预览并下载")),
}
"""By id: name and steps. The addresses are nobody's."""
_OFFICE = "样例税务局第一税务分局"
_UPDATED = date(2026, 9, 1)


def paid(asked: Asked) -> TaxRecord:
    """纳税记录; months without tax have no row, refunds are negative."""
    rows = [
        TaxPaid(
            declared_on=income_tax.declared_on(one.month),
            amount=one.tax,
            booked_on=income_tax.declared_on(one.month),
            income_kind="工资、薪金所得" if one.kind == "正常工资薪金" else "劳务报酬所得",
            month=months.text(one.month),
            office=_OFFICE,
            remark="",
        )
        for one in income_tax.withheld(asked.seed, asked.citizen, asked.last)
        if one.month >= asked.first and one.tax and income_tax.declared_on(one.month) <= asked.today
    ]
    for year in income_tax.settled(asked.seed, asked.citizen, asked.today):
        month = year.year * 12 + 11
        if asked.first <= month <= asked.last:
            rows.append(
                TaxPaid(
                    declared_on=year.on,
                    amount=year.amount,
                    booked_on=year.on,
                    income_kind="综合所得年度汇算",
                    month=months.text(month),
                    office=_OFFICE,
                    remark="退税" if year.amount < 0 else "补税",
                )
            )
    return TaxRecord(
        subject=asked.subject,
        issuer=asked.office("样例税务局"),
        name=asked.citizen.name,
        taxpayer_no=asked.citizen.number,
        document_type=asked.document,
        number=asked.citizen.number,
        period_from=asked.wanted.period_from,
        period_to=asked.wanted.period_to,
        paid=tuple(sorted(rows, key=lambda row: (row.month, row.declared_on))),
    )


def incomes(asked: Asked) -> IncomeList:
    """收入纳税明细, as the payers declared it: a month stands here once it is declared, the running one never."""
    entries = tuple(
        IncomeEntry(
            month=months.text(one.month),
            income_kind=one.kind,
            payer=one.payer,
            payer_no=company(asked.seed, one.payer_unit, asked.land).credit_code,
            income=one.income,
            tax=one.tax,
        )
        for one in income_tax.withheld(asked.seed, asked.citizen, asked.last)
        if one.month >= asked.first and income_tax.declared_on(one.month) <= asked.today
    )
    return IncomeList(
        subject=asked.subject,
        issuer=asked.office("样例税务局"),
        name=asked.citizen.name,
        number=asked.citizen.number,
        period_from=asked.wanted.period_from,
        period_to=asked.wanted.period_to,
        entries=entries,
        income_total=sum((one.income for one in entries), NOTHING),
        tax_total=sum((one.tax for one in entries), NOTHING),
    )


def code(subject: str, topic: str) -> TaxCode | None:
    """One tile of the wall; None where there is no such topic."""
    if topic not in TOPICS:
        return None
    name, steps = TOPICS[topic]
    return TaxCode(
        subject=subject,
        issuer="样例税务局（演示）",
        topic=name,
        link=f"https://tax.sandbox.invalid/topics/{topic}",
        steps=steps,
        updated=_UPDATED,
    )
