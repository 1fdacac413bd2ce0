import { html } from "hono/html";
import type { SandboxShopify } from "../shopify/sandbox-shopify.ts";

/** What a merchant or Shopify itself can do to the app, for somebody who tries the sandbox. */
export function controlsPage({ state, app }: SandboxShopify, appPath: string) {
  const { installed, grantedScopes, deliveries, shop } = state.data;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Controls · Sandbox admin</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/sandbox.css">
</head>
<body>
<header class="strip">
  <span class="tag">Sandbox admin</span>
  <span>${shop.domain}</span>
  <a class="spread" href="${appPath}">Back to the app</a>
</header>
<main class="column">
  <h1>Controls</h1>
  <p class="quiet">This machine plays the store. Nothing here is Shopify and nothing leaves this machine.</p>
  <p><a href="/controls/discounts">Discounts, their codes, and a checkout</a> ·
    <a href="/controls/faults">Speed and faults of the shop</a></p>
  <section class="card">
    <h2>${app.name}</h2>
    <p>${installed ? "Installed." : "Not installed. Opening the app installs it."}</p>
    <form method="post" action="/controls/uninstall">
      <button ${installed ? "" : "disabled"}>Uninstall the app</button>
      <span class="quiet">Ends its tokens and sends <code>app/uninstalled</code>.</span>
    </form>
    <form method="post" action="/controls/redact" style="margin-top: 10px">
      <button ${installed ? "disabled" : ""}>Let 48 hours pass</button>
      <span class="quiet">Sends <code>shop/redact</code>: the store's data is to go.</span>
    </form>
    <form method="post" action="/controls/customer" style="margin-top: 10px">
      <label>A customer <input name="email" type="email" required placeholder="ada@customers.example"></label>
      <button name="what" value="redact">Asks to be forgotten</button>
      <button name="what" value="data_request">Asks what is stored</button>
      <span class="quiet">Sends <code>customers/redact</code> or <code>customers/data_request</code>.</span>
    </form>
    <form method="post" action="/controls/expire-tokens" style="margin-top: 10px">
      <button>End the app's access tokens</button>
      <span class="quiet">Its next request is refused with 401, as after an hour.</span>
    </form>
  </section>
  <section class="card">
    <h2>Access</h2>
    <p>Granted: <code>${grantedScopes.join(", ")}</code></p>
    ${app.optionalScopes.map((scope) => {
      const isGranted = grantedScopes.includes(scope);
      return html`<form method="post" action="/controls/scopes" style="margin-top: 6px">
        <input type="hidden" name="${isGranted ? "revoke" : "grant"}" value="${scope}">
        <button>${isGranted ? "Revoke" : "Grant"} ${scope}</button>
      </form>`;
    })}
  </section>
  <section class="card">
    <h2>Webhooks sent</h2>
    ${
      deliveries.length === 0
        ? html`<p class="quiet">None yet.</p>`
        : html`<div class="scroll"><table>
      <thead><tr><th>When</th><th>Topic</th><th>To</th><th>Answers</th><th>Outcome</th></tr></thead>
      <tbody>${deliveries.map(
        (delivery) => html`<tr><td>${delivery.triggeredAt}</td><td>${delivery.topic}</td>
          <td><code>${delivery.uri}</code></td><td>${delivery.attempts.join(", ")}</td>
          <td>${delivery.outcome.replace("_", " ")}</td></tr>`,
      )}</tbody></table></div>`
    }
  </section>
</main>
</body>
</html>`;
}
