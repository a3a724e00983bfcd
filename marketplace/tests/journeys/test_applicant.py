"""Who wants to sell: a stall that is checked, visited and approved; a trader who appeals."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import FilePayload, Locator, Page, expect

from accounts.models import User
from accounts.tests.factories import PASSWORD, RegionFactory, UserFactory
from catalog.tests.factories import CategoryFactory
from suppliers.models import Application
from suppliers.services import applications
from suppliers.tests.reading import draw
from suppliers.tests.vetting import making
from suppliers.tests.visits.photos import YIWU, photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: A Monday morning in Yiwu, and the Thursday of the visit.
MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
VISIT = datetime(2026, 3, 5, 2, tzinfo=UTC)

NAME, PERSON, CODE = "义乌市青禾日用品商行", "陈立新", making.company_code(4711)
SCOPE, ADDRESS = "日用百货、厨房用品、家居用品批发、零售", "浙江省义乌市稠州北路699号"
PRINTED = {"统一社会信用代码": CODE, "名　　称": NAME, "法定代表人": PERSON, "经营范围": SCOPE}
SHOP = "青禾日用百货"
APPEAL_TEXT = "申诉理由"
#: The shop that is rejected, in the words of its English and its Chinese reviewers.
REJECTED, REJECTED_ZH = "Sample Shop", "示例小店"


@pytest.fixture(autouse=True)
def _market(time_machine: Any) -> None:
    time_machine.move_to(MONDAY)
    call_command("ensure_staff", stdout=StringIO())
    RegionFactory()
    CategoryFactory(level=1, slug="home", name="家居百货", name_en="Home goods")


def staff(group: str) -> User:
    person = UserFactory(is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    return person


def jpeg(name: str, content: bytes) -> FilePayload:
    return FilePayload(name=name, mimeType="image/jpeg", buffer=content)


def scan() -> FilePayload:
    return jpeg("scan.jpg", making.picture().read())


# --- A stall --------------------------------------------------------------------------------


def test_a_stall_from_signing_up_to_its_shop(page_at: Any, time_machine: Any) -> None:
    stall: Page = page_at(360, locale="zh-CN")
    reviewer: Page = page_at(1440, user=staff("reviewers"))
    inspector = staff("inspectors")
    sign_up(stall)
    write_application(stall)
    name_the_amount(stall)
    submit(stall)
    send_two_things_back(reviewer)
    correct_them(stall)
    accept_and_plan_a_visit(reviewer, inspector)
    agree_to_the_date(stall)
    time_machine.move_to(VISIT)
    visit(page_at(360, user=inspector))
    approve(reviewer)
    find_the_shop(stall)


def sign_up(page: Page) -> None:
    """Who comes to sell is led there through signing up."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="我要开店").click()
    page.get_by_role("link", name="注册企业").click()
    who = {"电子邮件": "stall@example.com", "您的姓名": PERSON, "企业": NAME, "密码": PASSWORD}
    type_in(page, who)
    page.get_by_role("button", name="创建账号").click()
    page.get_by_role("radio", name="市场档口").check()
    page.get_by_role("button", name="开始").click()


def write_application(page: Page) -> None:
    type_in(page, {"店铺名称（中文）": "青禾日用", "电话": "13800138000", "成立年份": "2018"})
    go_on(page)
    page.get_by_label("家居百货").check()
    page.get_by_label("发货地").select_option(label="浙江省 · 金华市")
    go_on(page)
    show_licence(page)
    card = {"证件上的姓名": PERSON, "号码": making.person_code(4711), "有效期至": "2035-01-01"}
    show(page, card, scan())
    show(page, {"开户银行及支行": "示例银行义乌支行", "银行账号": "622202021234567890"})
    show(page, lease("26018"), scan())


def show_licence(page: Page) -> None:
    """With a wrong check digit at first: the field says so; text and picture stay."""
    wrong = CODE[:-1] + ("1" if CODE[-1] != "1" else "2")
    stated = {"统一社会信用代码": wrong, "法定代表人": PERSON, "经营范围": SCOPE}
    stated |= {"地址": ADDRESS, "签发日期": "2018-05-21", "有效期至": "2038-05-20"}
    show(page, stated, jpeg("licence.jpg", draw.licence(draw.COMPANY | PRINTED)))
    code = page.get_by_label("统一社会信用代码")
    expect(code).to_have_accessible_description(
        re.compile("校验码不符：请检查是否有输错或颠倒的字符")
    )
    for label, text in stated.items():
        expect(page.get_by_label(label)).to_have_value(text)
    expect(page.get_by_text("licence.jpg")).to_be_visible()
    show(page, {"统一社会信用代码": CODE})


def lease(stall: str) -> dict[str, str]:
    return {"市场": "义乌国际商贸城二区", "楼层": "3", "档口号": stall, "租期结束": "2028-12-31"}


def show(page: Page, stated: dict[str, str], file: FilePayload | None = None) -> None:
    """Fill in a document's step, choose its file, and go on."""
    type_in(page, stated)
    if file:
        page.set_input_files("input[type=file]", file)
    go_on(page)


def type_in(page: Page, words: dict[str, str]) -> None:
    for label, text in words.items():
        page.get_by_label(label).fill(text)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="保存并继续").click()


def name_the_amount(page: Page) -> None:
    """Read it where the holder of the account does: on the bank's statement."""
    page.get_by_role("link", name="验证账户").click()
    page.get_by_role("button", name="发起打款").click()
    with page.expect_popup() as bank:
        page.get_by_role("link", name="打开沙箱银行的账户明细").click()
    amount = bank.value.get_by_role("cell").last.inner_text()
    bank.value.close()
    page.get_by_label("到账金额").fill(amount.strip("¥"))
    page.get_by_role("button", name="填报金额").click()
    expect(page.get_by_role("main")).to_contain_text("该账户已验证")
    page.get_by_role("link", name="返回").click()


def submit(page: Page) -> None:
    page.get_by_role("button", name="提交申请").click()
    expect(page.locator("#checks")).to_contain_text("营业执照：校验码正确。")
    expect(page.locator("#checks")).not_to_contain_text("未通过")


def send_two_things_back(page: Page) -> None:
    claim(page, "青禾日用")
    paper = sheet(page, "Lease of the stall")
    paper.get_by_label("What is wrong with it").fill("摊位号看不清，请重拍")
    paper.get_by_role("button", name="Send back").click()
    expect(page.get_by_text("Not decided yet")).to_contain_text("Business licence")
    for good in ("Business licence", "Legal representative's ID", "Bank account"):
        sheet(page, good).get_by_role("button", name="Accept").click()
    page.get_by_label("What to change in: shop name", exact=True).fill("与门头招牌不符")
    page.get_by_label("What the applicant is told").fill("请修改两处后再提交")
    page.get_by_role("button", name="Request changes").click()
    expect(page.get_by_text("The applicant was asked for the changes.")).to_be_visible()


def claim(page: Page, shop: str) -> None:
    page.goto(reverse("admin:index"))
    page.get_by_role("main").get_by_role("link", name="Applications", exact=True).first.click()
    page.get_by_role("link", name=shop).click()
    page.get_by_role("button", name="Claim").click()


def sheet(page: Page, name: str) -> Locator:
    """The document of that name on the desk, with its decisions."""
    return page.locator(".desk-sheet").filter(has=page.get_by_role("heading", name=name))


def correct_them(page: Page) -> None:
    """Only what came back is asked for again, each under its reason."""
    main = page.get_by_role("main")
    open_notice(page, "已退回修改")
    expect(main).to_contain_text("请修改两处后再提交")
    main.get_by_role("link", name="继续").click()
    expect(main).to_contain_text("与门头招牌不符")
    expect(page.get_by_label("电话")).to_have_count(0)
    type_in(page, {"店铺名称（中文）": SHOP})
    go_on(page)
    expect(main).to_contain_text("摊位号看不清，请重拍")
    show(page, lease("26081"), scan())
    submit(page)


def open_notice(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="消息").click()
    page.get_by_role("main").get_by_role("button", name=words).first.click()


def accept_and_plan_a_visit(page: Page, inspector: User) -> None:
    claim(page, SHOP)
    again = sheet(page, "Lease of the stall · revision 2")
    again.get_by_text("Earlier revisions").click()
    expect(again).to_contain_text("摊位号看不清，请重拍")
    again.get_by_role("button", name="Accept").click()
    page.get_by_label("What the visit is to look at").fill("档口与招牌")
    page.get_by_role("button", name="Ask for a site visit").click()
    plan_visit(page, inspector)


def plan_visit(page: Page, inspector: User) -> None:
    """Its address is known from the lease, its reason from the reviewer."""
    expect(page.get_by_label("Address")).to_have_value("义乌国际商贸城二区, floor 3, stall 26081")
    expect(page.get_by_label("Reason")).to_have_value("档口与招牌")
    page.get_by_label("Inspector").select_option(label=str(inspector))
    when = timezone.localtime(VISIT)
    page.get_by_label("Date", exact=True).fill(f"{when:%Y-%m-%d}")
    page.get_by_label("Time", exact=True).fill(f"{when:%H:%M}")
    type_in(page, {"Latitude": str(YIWU[0]), "Longitude": str(YIWU[1])})
    page.get_by_role("button", name="Propose the date").click()
    expect(page.locator("#result_list")).to_contain_text("Date proposed")


def agree_to_the_date(page: Page) -> None:
    open_notice(page, "3月5日 10:00 (Asia/Shanghai, UTC+8) 实地核验")
    page.get_by_role("button", name="同意该时间").click()
    expect(page.get_by_role("main")).to_contain_text("时间已确认")


def visit(page: Page) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": YIWU[0], "longitude": YIWU[1]})
    page.goto("/")
    page.locator("[data-menu] summary").click()
    page.get_by_role("link", name="My visits").click()
    page.get_by_role("link", name=NAME).click()
    page.get_by_label("Send this phone's position").check()
    expect(page.get_by_text("The position is known.")).to_be_visible()
    page.get_by_role("button", name="Begin the visit").click()
    answer_points(page)
    take_photographs(page)
    page.get_by_role("radio", name="Passed").check()
    page.get_by_label("Report").fill("档口与申请一致。")
    page.get_by_role("button", name="Hand the report in").click()
    expect(page.get_by_text("The report is in.")).to_be_visible()


def answer_points(page: Page) -> None:
    points = page.locator(".point")
    count = points.count()
    for number in range(count):
        points.nth(number).get_by_label("Yes").check()
        points.nth(number).get_by_role("button", name="Save").click()
        expect(page.get_by_text(f"{number + 1} of {count} points")).to_be_visible()


def take_photographs(page: Page) -> None:
    """By a camera that writes down when and where."""
    now = timezone.localtime()
    for number in range(3):
        taken = photo(at=now, offset="+08:00", place=YIWU, colour=60 * number)
        point = page.locator(".point").nth(number)
        point.locator("input[type=file]").set_input_files(jpeg("stall.jpg", taken.read()))
        expect(page.get_by_text(f"{number + 1} of 3 photographs prove")).to_be_visible()
        expect(point.locator(".visit-photo__flag")).to_have_count(0)


def approve(page: Page) -> None:
    page.goto(reverse("admin:suppliers_application_changelist"))
    page.get_by_role("link", name=SHOP).click()
    visited = "Visit on 5 Mar, 10:00 (Asia/Shanghai, UTC+8): Passed"
    expect(page.get_by_role("link", name=visited)).to_be_visible()
    page.get_by_label("Why it is approved").fill("资料齐全，已实地核验")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".desk-head .desk-state")).to_have_text("Approved")


def find_the_shop(page: Page) -> None:
    """The notice leads to the products; from the desk to what buyers see of the shop."""
    open_notice(page, "已通过入驻审核")
    expect(page.get_by_role("link", name="新商品").first).to_be_visible()
    page.get_by_role("link", name="店铺", exact=True).click()
    page.get_by_role("link", name="买家看到的页面").click()
    expect(page.get_by_role("heading", name=SHOP)).to_be_visible()
    checked = page.locator("#trust")
    for proof in ("营业执照", "摊位租赁合同", "核验员实地查看，有效期至 2027年3月5日"):
        expect(checked).to_contain_text(proof)


# --- A trader who appeals -------------------------------------------------------------------


def test_a_rejected_trader_appeals_and_another_reviewer_grants_it(
    page_at: Any, time_machine: Any
) -> None:
    trader: Page = page_at(1440, user=handed_in(), locale="zh-CN")
    first: Page = page_at(1440, user=staff("reviewers"))
    second: Page = page_at(768, user=staff("reviewers"), locale="zh-CN")
    reject(first)
    time_machine.move_to(MONDAY + timedelta(days=10))
    appeal(trader)
    may_not_decide(first)
    grant(second)
    approve_after_all(second)
    open_notice(trader, "已通过入驻审核")
    expect(trader.get_by_role("link", name="新商品").first).to_be_visible()


def handed_in() -> User:
    """The owner of a trading company whose application waits, its bank account confirmed."""
    company = making.submitted(at=MONDAY).company
    making.confirm_bank(company, at=MONDAY)
    return making.owner_of(company)


def reject(page: Page) -> None:
    claim(page, REJECTED)
    page.get_by_label("Why it is rejected").fill("经营地址查无此店")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator(".desk-head .desk-state")).to_have_text("Rejected")


def appeal(page: Page) -> None:
    open_notice(page, "入驻申请被驳回")
    main = page.get_by_role("main")
    expect(main).to_contain_text("经营地址查无此店")
    page.get_by_label(APPEAL_TEXT).fill("门牌号已于二月更换。")
    hand_in_appeal(page)
    expect(main).to_contain_text("已收到您的申诉")
    expect(main).to_contain_text("门牌号已于二月更换。")


def hand_in_appeal(page: Page) -> None:
    """There is one only, so that it is looked at twice."""
    page.get_by_role("button", name="申诉").click()
    expect(page.get_by_role("main")).to_contain_text("只能申诉一次")
    page.get_by_role("button", name="提交申诉").click()


def open_appeal(page: Page, queue: str, shop: str) -> None:
    page.goto(reverse("admin:index"))
    page.get_by_role("main").get_by_role("link", name=queue).first.click()
    page.get_by_role("main").get_by_role("link", name=shop).click()


def may_not_decide(page: Page) -> None:
    """Who rejected it is refused, and what was typed stays."""
    open_appeal(page, "Appeals against rejections", REJECTED)
    reason = page.get_by_label("Reason; the applicant reads this")
    reason.fill("仍查无此店")
    page.get_by_role("button", name="Refuse: the rejection stands").click()
    expect(page.get_by_text("You had a part in the rejection")).to_be_visible()
    expect(reason).to_have_value("仍查无此店")


def grant(page: Page) -> None:
    open_appeal(page, "入驻驳回申诉", REJECTED_ZH)
    page.get_by_label("理由").fill("新门牌已核实")
    page.get_by_role("button", name="申诉成立").click()
    expect(page.locator(".desk-head .desk-state")).to_have_text("审核中")


def approve_after_all(page: Page) -> None:
    for paper in ("营业执照", "法定代表人身份证件", "银行账户"):
        sheet(page, paper).get_by_role("button", name="通过").click()
    page.get_by_label("批准理由").fill("核实无误")
    page.get_by_role("button", name="批准入驻").click()
    expect(page.locator(".desk-head .desk-state")).to_have_text("已通过")


def rejected() -> User:
    owner, reviewer = handed_in(), staff("reviewers")
    application = making.claimed(Application.objects.get(), reviewer, at=MONDAY)
    applications.reject(application=application, reason="查无此店", actor=reviewer, at=MONDAY)
    return owner


def write_appeal(page: Page) -> None:
    page.goto(reverse("suppliers:application"))
    page.get_by_label(APPEAL_TEXT).fill("请再看一次我们的资料。")


def expect_refused(page: Page, why: str) -> None:
    """The page says why, and offers no appeal any more."""
    page.get_by_role("button", name="申诉").click()
    expect(page.get_by_role("alert").last).to_contain_text(why)
    expect(page.get_by_label(APPEAL_TEXT)).to_have_count(0)


def test_an_appeal_that_is_written_too_long_is_too_late(page_at: Any, time_machine: Any) -> None:
    owner = rejected()
    end = MONDAY + timedelta(days=15)
    time_machine.move_to(end - timedelta(minutes=5))
    page: Page = page_at(360, user=owner, locale="zh-CN")
    write_appeal(page)
    time_machine.move_to(end + timedelta(minutes=5))
    expect_refused(page, "15 天")


def test_of_two_tabs_one_appeals(page_at: Any) -> None:
    tab: Page = page_at(360, user=rejected(), locale="zh-CN")
    other = tab.context.new_page()
    write_appeal(tab)
    write_appeal(other)
    hand_in_appeal(tab)
    expect(tab.get_by_role("main")).to_contain_text("已收到您的申诉")
    expect_refused(other, "驳回只能申诉一次")
