"""Opening pages as a person of the demonstration clinic."""

from playwright.sync_api import Browser, BrowserContext, Page
from tests.journeys.server import Served

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def sign_in(page: Page, server: Served, who: str) -> None:
    """Sign in as the demonstration's `who` (therapist, patient1, …)."""
    email = server.email_of(who)
    page.goto(f"{server.url}/accounts/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(server.sign_ins[email])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def open_page(browser: Browser, size: dict[str, int], **options: object) -> tuple[BrowserContext, Page]:
    """A fresh browser profile of a size, and a page in it."""
    context = browser.new_context(viewport=size, **options)
    return context, context.new_page()


def open_as(
    browser: Browser, server: Served, who: str, size: dict[str, int], **options: object
) -> tuple[BrowserContext, Page]:
    """A fresh browser profile in which `who` is signed in, and a page in it. Nobody signs in twice for it."""
    if who not in server.signed_in:
        context, page = open_page(browser, size)
        sign_in(page, server, who)
        server.signed_in[who] = context.storage_state()
        context.close()
    return open_page(browser, size, storage_state=server.signed_in[who], **options)
