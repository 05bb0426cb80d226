"""Names of items as halls have them, and 3 000 of them for tests of scale."""

from itertools import product

from kiosk.search import Entry

NAMES: dict[str, tuple[str, str, str]] = {
    "ss-enrolment-certificate": ("社会保险个人参保证明", "社會保險個人參保證明", "Social insurance certificate"),
    "ss-payment-details": ("社会保险缴费明细", "社會保險繳費明細", "Social insurance contributions"),
    "ss-payment-list": ("社会保险缴费清单", "社會保險繳費清單", "List of social insurance payments"),
    "pension-transfer-voucher": ("养老保险参保缴费凭证", "養老保險參保繳費憑證", "Pension insurance transfer voucher"),
    "medical-transfer-voucher": ("医疗保险参保凭证", "醫療保險參保憑證", "Medical insurance transfer voucher"),
    "pension-qualification": ("养老保险待遇领取资格认证", "養老保險待遇領取資格認證", "Proof of life for a pension"),
    "ss-card-loss": ("社会保障卡挂失", "社會保障卡掛失", "Report a lost social security card"),
    "ss-card-replacement": ("社会保障卡补领", "社會保障卡補領", "Replace a social security card"),
    "unemployment-registration": ("失业登记", "失業登記", "Register as unemployed"),
    "old-age-allowance": ("高龄津贴申领", "高齡津貼申領", "Allowance for the aged"),
    "property-query": ("不动产登记资料查询", "不動產登記資料查詢", "Property register query"),
    "property-certificate": ("个人名下房产证明", "個人名下房產證明", "Proof of property"),
    "no-property-certificate": ("无房证明", "無房證明", "Proof of owning no home"),
    "property-archive": ("不动产登记档案查询", "不動產登記檔案查詢", "Property archive"),
    "property-authenticity": ("不动产权证书真伪查询", "不動產權證書真偽查詢", "Check a property certificate"),
    "tax-record": ("个人所得税纳税记录", "個人所得稅納稅記錄", "Income tax record"),
    "tax-list": ("个人所得税清单", "個人所得稅清單", "Income tax list"),
    "tax-codes": ("办税二维码", "辦稅二維碼", "Tax QR codes"),
    "fund-loan-repayment": ("公积金贷款还款明细", "公積金貸款還款明細", "Housing fund loan repayments"),
    "fund-deposit-certificate": ("公积金缴存证明", "公積金繳存證明", "Housing fund certificate"),
    "residence-permit-progress": ("居住证办理进度查询", "居住證辦理進度查詢", "Residence permit progress"),
    "residence-permit-endorsement": ("居住证签注", "居住證簽注", "Renew a residence permit"),
    "exit-endorsement": ("往来港澳通行证再次签注", "往來港澳通行證再次簽注", "Endorse a Hong Kong and Macao permit"),
    "driving-licence-renewal": ("驾驶证期满换证", "駕駛證期滿換證", "Renew a driving licence"),
    "traffic-offences": ("交通违法查询", "交通違法查詢", "Traffic offences"),
    "vehicle-query": ("本人机动车查询", "本人機動車查詢", "My vehicles"),
    "toll-card": ("粤通卡通行明细", "粵通卡通行明細", "Toll card passages"),
    "licence-copy": ("电子证照打印", "電子證照打印", "Print an electronic licence"),
    "business-licence": ("营业执照打印", "營業執照打印", "Print a business licence"),
    "individual-business": ("个体工商户登记", "個體工商戶登記", "Register an individual business"),
    "water-bill": ("水费查询", "水費查詢", "Water bill"),
    "power-bill": ("电费查询", "電費查詢", "Electricity bill"),
    "gas-bill": ("燃气费查询", "燃氣費查詢", "Gas bill"),
    "library": ("图书查询", "圖書查詢", "Library search"),
    "hospital-appointment": ("医院预约挂号", "醫院預約掛號", "Hospital appointment"),
    "progress": ("办事进度查询", "辦事進度查詢", "Progress of a case"),
    "birth-certificate": ("出生医学证明补发", "出生醫學證明補發", "Replace a birth certificate"),
    "disability-card": ("残疾人证办理", "殘疾人證辦理", "Disability card"),
    "minor-protection": ("未成年人救助保护", "未成年人救助保護", "Help for minors"),
    "bank-branch": ("银行网点查询", "銀行網點查詢", "Bank branches"),
}
WORDS = {"birth-certificate": ("宝宝", "生育"), "unemployment-registration": ("就业",)}
_PLACES = ("汕头", "广州", "佛山", "江门", "东莞", "惠州", "清远", "梅州", "河源", "肇庆")
_OFFICES = (
    "人社",
    "医保",
    "住建",
    "公安",
    "民政",
    "税务",
    "教育",
    "卫健",
    "交通",
    "水务",
    "文旅",
    "农业",
    "应急",
    "司法",
    "残联",
)
_DEEDS = ("登记", "变更", "注销", "备案", "补办", "延期", "年检", "核准", "明细打印", "证明打印", "缴费查询")
_THINGS = ("许可证", "资格证书")


def entries() -> list[Entry]:
    """The real ones."""
    return [Entry(item, names, WORDS.get(item, ())) for item, names in NAMES.items()]


def three_thousand() -> list[Entry]:
    """The real ones, and invented ones around them."""
    made = [
        Entry(
            f"made-{number}", (f"{place}市{office}{thing}{deed}", f"{place}市{office}{thing}{deed}", f"Item {number}")
        )
        for number, (place, office, thing, deed) in enumerate(product(_PLACES, _OFFICES, _THINGS, _DEEDS))
    ]
    return (entries() + made)[:3000]
