import { defineBars, tellTitleBar } from "./bar-elements.ts";
import { tell } from "./frame-channel.ts";
import { bounce, patchFetch } from "./id-token.ts";
import { defineModal } from "./modal-element.ts";
import { followLocation, tellLocation } from "./page-location.ts";
import { createShopifyGlobal } from "./shopify-global.ts";

// The stub App Bridge: what Shopify's script gives an embedded app, played by the sandbox. It changes
// nothing in the page's own markup, so that React can hydrate the whole document.

const openTop = (url: string) => tell({ kind: "open", url });
const reload = new URLSearchParams(location.search).get("shopify-reload");
const page = window as unknown as { shopify?: unknown };

if (reload !== null) {
  void bounce(reload);
} else if (page.shopify === undefined) {
  page.shopify = createShopifyGlobal();
  patchFetch(openTop);
  patchOpen();
  defineBars();
  defineModal();
  followLocation();
  followTitle();
}

/** Addresses of the admin, and any that should replace it, are opened by the page around the app. */
function patchOpen(): void {
  const plainOpen = window.open.bind(window);
  const isForTop = (url: string, target?: string | null) =>
    url.startsWith("shopify:") || target === "_top" || target === "_parent";
  window.open = (url, target, features) => {
    if (url === undefined || !isForTop(String(url), target)) return plainOpen(url, target, features);
    openTop(String(url).startsWith("shopify:") ? String(url) : new URL(url, location.href).href);
    return null;
  };
  addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href]");
    const href = link?.getAttribute("href") ?? "";
    if (!link || !isForTop(href, link.getAttribute("target"))) return;
    event.preventDefault();
    openTop(href.startsWith("shopify:") ? href : new URL(href, location.href).href);
  });
}

/** The document's title stands in for a title bar's, and names the browser's tab. */
function followTitle(): void {
  const observer = new MutationObserver(() => {
    tellTitleBar();
    tellLocation();
  });
  const start = () =>
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
  addEventListener("DOMContentLoaded", () => {
    tellTitleBar();
    tellLocation();
  });
}
