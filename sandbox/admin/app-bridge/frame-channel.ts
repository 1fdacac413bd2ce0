import type { Ask, FromFrame, ToFrame } from "../messages.ts";

const script = document.currentScript as HTMLScriptElement | null;

/** Where this script came from: the sandbox admin, the only page it talks to. */
export const adminOrigin = new URL(script?.src ?? location.href).origin;
export const apiKey =
  script?.dataset.apiKey ??
  document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content ??
  "";

const listeners = new Set<(message: FromFrame) => void>();

addEventListener("message", (event) => {
  if (event.origin !== adminOrigin || event.source !== window.parent) return;
  for (const listener of listeners) listener(event.data as FromFrame);
});

export function onMessage(listener: (message: FromFrame) => void): void {
  listeners.add(listener);
}

/** Tells the page around the app; without one (the app opened by itself) nobody listens. */
export function tell(message: ToFrame): void {
  if (window.parent !== window) window.parent.postMessage(message, adminOrigin);
}

/** Asks the merchant something, in the page around the app. */
export function ask(question: Ask): Promise<unknown> {
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const listener = (message: FromFrame) => {
      if (message.kind !== "answer" || message.id !== id) return;
      listeners.delete(listener);
      resolve(message.value);
    };
    listeners.add(listener);
    tell({ kind: "ask", id, question });
  });
}
