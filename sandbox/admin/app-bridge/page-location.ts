import { EMBEDDING_PARAMETERS } from "../messages.ts";
import { onMessage, tell } from "./frame-channel.ts";

let navigateListeners = 0;

/** Keeps the address of the page around the app in step with the app's own, and takes navigation from it. */
export function followLocation(): void {
  for (const method of ["pushState", "replaceState"] as const) {
    const original = history[method].bind(history);
    history[method] = (...args) => {
      original(...args);
      tellLocation();
    };
  }
  addEventListener("popstate", tellLocation);
  countNavigateListeners();
  onMessage((message) => {
    if (message.kind === "navigate") navigate(message.href);
  });
  tellLocation();
}

export function tellLocation(): void {
  const url = new URL(location.href);
  for (const name of EMBEDDING_PARAMETERS) url.searchParams.delete(name);
  tell({ kind: "location", path: `${url.pathname}${url.search}${url.hash}`, title: document.title });
}

/**
 * A choice in the app's menu: the link in the page gets `shopify:navigate`, which the app's router listens
 * to. A page whose router is not there yet is loaded the ordinary way.
 */
function navigate(href: string): void {
  const links = document.querySelectorAll<HTMLElement>("ui-nav-menu [href], s-app-nav [href]");
  const link = [...links].find((element) => element.getAttribute("href") === href);
  if (link && navigateListeners > 0) {
    link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
  } else {
    location.assign(href);
  }
}

function countNavigateListeners(): void {
  const add = window.addEventListener.bind(window) as typeof window.addEventListener;
  const remove = window.removeEventListener.bind(window) as typeof window.removeEventListener;
  window.addEventListener = ((type: string, ...rest: [EventListener]) => {
    if (type === "shopify:navigate") navigateListeners += 1;
    add(type, ...rest);
  }) as typeof window.addEventListener;
  window.removeEventListener = ((type: string, ...rest: [EventListener]) => {
    if (type === "shopify:navigate") navigateListeners -= 1;
    remove(type, ...rest);
  }) as typeof window.removeEventListener;
}
