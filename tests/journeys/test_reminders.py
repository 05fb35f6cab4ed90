"""The reminders page and its worker in a real browser."""

from tests.journeys.visit import PHONE, open_as

ADDRESS = "/account/reminders/"
WORKER = """async (address) => {
  const made = await navigator.serviceWorker.register(address);
  const worker = made.installing || made.waiting || made.active;
  if (worker.state !== "activated") {
    await new Promise((done) => worker.addEventListener("statechange", () => {
      if (worker.state === "activated") done();
    }));
  }
}"""
SHOWN = """async () => {
  const [made] = await navigator.serviceWorker.getRegistrations();
  return (await made.getNotifications()).map((one) => one.title + " " + one.body);
}"""


def open_page(chromium, demonstration):
    context, page = open_as(chromium, demonstration, "patient6", PHONE)
    context.grant_permissions(["notifications"], origin=demonstration.url)
    page.goto(demonstration.url + ADDRESS)
    return context, page


def test_an_empty_push_shows_a_note_that_tells_nothing(chromium, demonstration):
    context, page = open_page(chromium, demonstration)
    registrations = []
    devtools = context.new_cdp_session(page)
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated", lambda said: registrations.extend(said["registrations"])
    )
    devtools.send("ServiceWorker.enable")
    page.evaluate(WORKER, page.locator("[data-push]").get_attribute("data-push-worker"))
    push = {
        "origin": demonstration.url,
        "registrationId": registrations[-1]["registrationId"],
        "data": "",
    }
    devtools.send("ServiceWorker.deliverPushMessage", push)
    page.wait_for_function(f"async () => (await ({SHOWN})()).length > 0")
    [note] = page.evaluate(SHOWN)
    context.close()
    assert note == "Your reminder for today Open it to see what waits for you."


def test_the_choice_is_kept_and_a_calendar_address_is_shown_once(chromium, demonstration):
    context, page = open_page(chromium, demonstration)
    page.get_by_label("At what time?").fill("07:30")
    page.get_by_label("E-mail").check()
    page.get_by_role("button", name="Save").click()
    kept = page.get_by_label("At what time?").input_value(), page.get_by_label("E-mail").is_checked()
    page.get_by_role("button", name="Make a calendar address").click()
    address = page.get_by_label("Calendar address").input_value()
    calendar = context.request.get(address).text()
    page.goto(demonstration.url + ADDRESS)
    is_shown_again = page.get_by_label("Calendar address").count()
    context.close()
    assert kept == ("07:30", True)
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert is_shown_again == 0
