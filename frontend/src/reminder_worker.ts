/**
 * Shows a reminder when the browser's push service says that there is one. It keeps nothing, asks for nothing and
 * serves no page. What it shows is written here: nothing comes with the push.
 */
interface Waits {
  waitUntil(work: Promise<unknown>): void;
}

interface Worker {
  registration: ServiceWorkerRegistration;
  clients: { openWindow(address: string): Promise<unknown> };
  skipWaiting(): Promise<void>;
  addEventListener(
    type: "push" | "notificationclick" | "install",
    heard: (event: Waits & { notification: Notification }) => void,
  ): void;
}

const worker = self as unknown as Worker;
const start = "/";

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));

worker.addEventListener("push", (event) => {
  const shown = { body: "Open it to see what waits for you.", tag: "reminder" };
  event.waitUntil(worker.registration.showNotification("Your reminder for today", shown));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(worker.clients.openWindow(start));
});

export {};
