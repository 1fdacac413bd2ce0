import { Hono } from "hono";
import type { EventListener } from "../events/event-listener.ts";
import type { Inbox } from "./inbox.ts";
import { inboxPage } from "./inbox-page.ts";

/** The pages of the inbox, and the endpoint that takes events. */
export function inboxRoutes(inbox: Pick<Inbox, "mails">, listener: EventListener): Hono {
  const routes = new Hono();
  routes.get("/inbox", (context) =>
    context.html(
      inboxPage({
        mails: inbox.mails,
        events: listener.events,
        refused: listener.refused,
        endpointUrl: new URL("/events", context.req.url).href,
      }),
    ),
  );
  routes.get("/inbox.json", (context) => context.json({ mails: inbox.mails, events: listener.events }));
  routes.get("/inbox/:number{[0-9]+}", (context) => {
    const mail = inbox.mails.find(({ number }) => number === Number(context.req.param("number")));
    if (!mail) return context.text("There is no such mail.", 404);
    // What a mail brings along is shown, never run.
    return context.html(mail.html, 200, {
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    });
  });
  routes.post("/events", async (context) => await listener.receive(context.req.raw));
  routes.post("/events/secret", async (context) => {
    const { secret } = await context.req.parseBody();
    if (typeof secret !== "string" || !/^whsec_[A-Za-z0-9+/=]{40,}$/.test(secret)) {
      return context.text("The secret starts with whsec_.", 400);
    }
    listener.setSecret(secret);
    return context.redirect("/inbox", 303);
  });
  return routes;
}
