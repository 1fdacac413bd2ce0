import { html } from "hono/html";

/** The page on which a campaign is set up, sent and watched. */
export function emailPage({
  appUrl,
  apiKeyId,
  adminUrl,
}: {
  appUrl: string;
  apiKeyId: string;
  adminUrl?: string;
}) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox email platform</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox.css">
<link rel="stylesheet" href="/page.css">
</head>
<body>
<header class="strip">
  <span class="tag">Sandbox email platform</span>
  <span id="account" role="status"></span>
  <a class="spread" href="/inbox">Inbox</a>
  ${adminUrl ? html`<a href="${adminUrl}">To the store’s admin</a>` : ""}
</header>
<main class="column">
  <h1>Send a campaign</h1>
  <p class="quiet">Nobody gets an email. For every recipient this page fetches a coupon code from
  <code>${appUrl}</code> over its signed API, as an email platform does at the moment of sending.</p>
  <div class="halves">
    <form id="campaign" class="card" novalidate>
      <h2>Campaign</h2>
      <label for="pool">Pool</label>
      <div class="row"><select id="pool" required></select>
        <button type="button" id="reload-pools">Reload</button></div>
      <p id="pool-state" class="quiet" role="status"></p>
      <div class="pair">
        <div><label for="campaign-id">Campaign id</label>
          <input id="campaign-id" required value="welcome-2026" maxlength="200"></div>
        <div><label for="campaign-type">Type</label>
          <select id="campaign-type"><option value="automation">Automation</option>
            <option value="broadcast">Broadcast</option></select></div>
        <div><label for="recipients">Recipients</label>
          <input id="recipients" type="number" min="1" max="1000000" required value="200"></div>
        <div><label for="rate">Per second</label>
          <input id="rate" type="number" min="0" required value="50" aria-describedby="rate-help">
          <small id="rate-help" class="quiet">0: as fast as it goes</small></div>
        <div><label for="batch">In one call</label>
          <input id="batch" type="number" min="1" max="1000" required value="5"></div>
        <div><label for="repeats">Repeated calls, %</label>
          <input id="repeats" type="number" min="0" max="100" required value="5"></div>
      </div>
      <label class="check"><input id="test-mode" type="checkbox"> Test mode: placeholders, uses up no codes</label>
      <p id="form-error" class="error" role="alert"></p>
      <div class="row">
        <button class="primary" id="send">Send campaign</button>
        <button type="button" id="stop" hidden>Stop</button>
      </div>
    </form>
    <section class="card" aria-labelledby="progress-heading">
      <h2 id="progress-heading">Progress</h2>
      <p id="status" role="status">Nothing sent yet.</p>
      <progress id="progress" max="1" value="0" aria-labelledby="progress-heading"></progress>
      <dl id="outcomes" class="figures"></dl>
      <dl id="figures" class="figures quiet"></dl>
      <ul id="problems" class="plain"></ul>
    </section>
  </div>
  <section class="card" aria-labelledby="check-heading">
    <h2 id="check-heading">Did any code come twice?</h2>
    <p id="check" role="status">Nothing received yet.</p>
    <ul id="violations" class="plain error"></ul>
    <button type="button" id="reset">Forget everything received</button>
  </section>
  <section class="card">
    <h2 id="latest-heading">Codes arriving</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Latest codes"><table>
      <thead><tr><th>Code</th><th>Outcome</th><th>Contact</th><th>Key</th></tr></thead>
      <tbody id="latest"></tbody>
    </table></div>
  </section>
  <details class="card"><summary>Connection</summary>
    <form id="connection">
      <p class="quiet">The API client that signs these calls. Create another one in the app’s settings and
      paste it here.</p>
      <label for="api-key-id">Key id</label>
      <input id="api-key-id" required value="${apiKeyId}" autocomplete="off">
      <label for="api-secret">Secret</label>
      <input id="api-secret" type="password" required autocomplete="off" placeholder="whsec_…">
      <p id="connection-result" role="status"></p>
      <button>Connect</button>
    </form>
  </details>
</main>
<script src="/page.js"></script>
</body>
</html>`;
}
