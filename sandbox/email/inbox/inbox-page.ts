import { html } from "hono/html";
import type { ReceivedEvent } from "../events/event-listener.ts";
import type { ReceivedMail } from "./inbox.ts";

const time = (iso: string) => html`<time datetime="${iso}">${iso.slice(11, 19)} UTC</time>`;

/** What arrived: mails over SMTP, and events at the endpoint. */
export function inboxPage(shown: {
  mails: readonly ReceivedMail[];
  events: readonly ReceivedEvent[];
  refused: number;
  endpointUrl: string;
}) {
  const { mails, events, refused, endpointUrl } = shown;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inbox · Sandbox email platform</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox.css">
<link rel="stylesheet" href="/page.css">
</head>
<body>
<header class="strip"><span class="tag">Sandbox email platform</span><a class="spread" href="/">Send a campaign</a></header>
<main class="column">
  <h1>Inbox</h1>
  <p class="quiet">Mail to any address ends here, over real SMTP. Nothing is sent on.</p>
  <form method="get" class="look-again"><button>Look again</button></form>
  <section class="card" aria-labelledby="mails">
    <h2 id="mails">Mails (${mails.length})</h2>
    ${mails.length === 0 ? html`<p>No mail has arrived yet.</p>` : ""}
    <ul class="plain">${mails.map(
      (mail) => html`<li><details class="mail">
        <summary><strong>${mail.subject}</strong><br><span class="quiet">${time(mail.receivedAt)} · to ${mail.to.join(", ")} · from ${mail.from}</span></summary>
        <pre class="letter">${mail.text}</pre>
        <p><a href="/inbox/${mail.number}">As the mail program shows it</a></p>
      </details></li>`,
    )}</ul>
  </section>
  <section class="card" aria-labelledby="events">
    <h2 id="events">Events (${events.length})</h2>
    <p class="quiet">Taken at <code>${endpointUrl}</code> when the signature is right.${
      refused > 0 ? html` <strong>${refused} with a wrong signature were refused.</strong>` : ""
    }</p>
    ${events.length === 0 ? html`<p>No event has arrived yet.</p>` : ""}
    <ul class="plain">${events.map(
      (event) => html`<li><details class="mail">
        <summary><strong>${event.type}</strong><br><span class="quiet">${time(event.receivedAt)} · <code>${event.id}</code>${
          event.times > 1 ? ` · came ${event.times} times` : ""
        }</span></summary>
        <pre class="letter">${JSON.stringify(event.body, null, 2)}</pre>
      </details></li>`,
    )}</ul>
  </section>
  <details class="card"><summary>Secret of the endpoint</summary>
    <form method="post" action="/events/secret">
      <p class="quiet">Add <code>${endpointUrl}</code> in the app under Alerts, and paste the secret that it shows.</p>
      <label for="secret">Secret</label>
      <input id="secret" name="secret" type="password" required autocomplete="off" placeholder="whsec_…">
      <button>Use this secret</button>
    </form>
  </details>
</main>
</body>
</html>`;
}
