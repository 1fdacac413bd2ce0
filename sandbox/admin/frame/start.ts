import { byId } from "../../web/elements.ts";
import { EMBEDDING_PARAMETERS, type FromFrame, type ToFrame } from "../messages.ts";
import { answerAsk } from "./dialogs.ts";
import { createHeader } from "./header.ts";
import { createToasts } from "./toasts.ts";

// The page around the app: it draws what the app describes and passes presses back.

interface Settings {
  appUrl: string;
  appPath: string;
  shop: string;
  host: string;
}

const settings = JSON.parse(byId("settings").textContent ?? "") as Settings;
const appOrigin = new URL(settings.appUrl).origin;
const frame = byId<HTMLIFrameElement>("app");
const send = (message: FromFrame) => frame.contentWindow?.postMessage(message, appOrigin);
const toasts = createToasts(send);
const header = createHeader(send, settings.appPath, frame.title);

addEventListener("message", (event) => {
  if (event.origin === appOrigin && event.source === frame.contentWindow) receive(event.data as ToFrame);
});
void open(location.pathname.slice(settings.appPath.length) + location.search + location.hash);

/** Loads a page of the app into the frame, with a fresh session token, and leaves no step in the history. */
async function open(path: string): Promise<void> {
  const url = new URL(path.startsWith("/") ? path : `/app${path}`, settings.appUrl);
  if (url.pathname === "/") url.pathname = "/app";
  const response = await fetch("/sandbox/session-token", { method: "POST" });
  const { token } = (await response.json()) as { token: string };
  const parameters = {
    embedded: "1",
    shop: settings.shop,
    host: settings.host,
    id_token: token,
    locale: "en",
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  frame.contentWindow?.location.replace(url.href);
}

function receive(message: ToFrame): void {
  switch (message.kind) {
    case "location":
      followLocation(message.path, message.title);
      break;
    case "navigation":
      header.drawNavigation(message.items);
      break;
    case "title-bar":
      header.drawTitleBar(message.title, message.actions);
      break;
    case "save-bar":
      header.drawSaveBar(message.bar);
      break;
    case "toast":
      toasts.show(message);
      break;
    case "toast-hide":
      toasts.hide(message.id);
      break;
    case "loading":
      byId("loading").hidden = !message.isLoading;
      frame.setAttribute("aria-busy", String(message.isLoading));
      break;
    case "open":
      openOutside(message.url);
      break;
    case "ask":
      void answerAsk(message.question).then((value) => send({ kind: "answer", id: message.id, value }));
      break;
    default:
      message satisfies never;
  }
}

/** The frame's path stands in this page's own address, so that reloading keeps the page. */
function followLocation(path: string, title: string): void {
  const address = settings.appPath + path;
  if (address !== location.pathname + location.search + location.hash)
    history.replaceState(null, "", address);
  document.title = title ? `${title} · Sandbox admin` : "Sandbox admin";
  header.markCurrent(path);
}

function openOutside(url: string): void {
  const target = url.startsWith("shopify:") ? undefined : new URL(url);
  if (target?.origin === appOrigin) {
    for (const name of EMBEDDING_PARAMETERS) target.searchParams.delete(name);
    void open(target.pathname + target.search + target.hash);
  } else if (target && target.hostname !== "admin.shopify.com") {
    location.assign(target);
  } else {
    toasts.show({
      id: crypto.randomUUID(),
      message: "In a real store this opens a page of the Shopify admin. The sandbox has only the app.",
      isError: false,
      action: null,
      milliseconds: 6_000,
    });
  }
}
