/** Lets this browser show reminders. The choice appears only where the browser can, and asks only when it is ticked. */
import { bytesOf } from "../base64";
import { post } from "./post";
import { currentViewer } from "./viewer";

const refused = "Your browser does not allow it. You can change that in its settings.";
const failed = "Your browser could not switch it on. Choose e-mail instead.";

/** A sentence for the person at the page. */
class PushError extends Error {}

export function connectPush(page: ParentNode): void {
  const way = page.querySelector<HTMLElement>("[data-push]");
  const box = way?.querySelector<HTMLInputElement>("input");
  const words = way?.querySelector<HTMLElement>("[data-push-words]");
  if (!way || !box || !words || !canPush()) return;
  way.hidden = false;
  box.addEventListener("change", () => {
    if (!box.checked) return;
    box.disabled = true;
    void switchOn(way.dataset).then(
      () => {
        box.disabled = false;
        words.textContent = "Switched on here. Now save.";
      },
      (error: unknown) => {
        box.disabled = false;
        box.checked = false;
        words.textContent = error instanceof PushError ? error.message : failed;
      },
    );
  });
}

function canPush(): boolean {
  return (
    isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window
  );
}

async function switchOn(given: DOMStringMap): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") throw new PushError(refused);
  const registration = await navigator.serviceWorker.register(given["pushWorker"] ?? "");
  await activation(registration);
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(given["pushKey"] ?? "") };
  const subscription = await registration.pushManager.subscribe(options);
  const told = new URLSearchParams({ endpoint: subscription.endpoint });
  const answer = await post(currentViewer(), given["pushUrl"] ?? "", told);
  if (!answer.ok) throw new PushError(answer.status === 400 ? await answer.text() : failed);
}

/** A browser subscribes only for a worker that is at work. */
function activation(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return Promise.resolve();
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
    });
  });
}
