import { html } from "hono/html";
import { FAULTS, type Fault } from "../faults/faults.ts";
import type { SandboxShopify } from "../sandbox-shopify.ts";
import { PLAN_RATES } from "../throttle.ts";
import { page, table } from "./page.ts";

/** How fast the shop is, and what goes wrong in it. */
export function faultsPage(sandbox: SandboxShopify) {
  const { state, faults, throttle, pace } = sandbox;
  const { shop, plan, isFrozen } = state.data;
  const { probability, seed, only } = faults.settings;
  const { currentlyAvailable, maximumAvailable, restoreRate } = throttle.status(sandbox.now());
  return page(
    "Faults",
    shop.domain,
    html`
  <h1>Speed and faults</h1>
  <section class="card">
    <h2>Plan</h2>
    <form method="post" action="/controls/plan" class="fields">
      <label>Plan of the shop <select name="plan">${Object.entries(PLAN_RATES).map(
        ([name, rate]) =>
          html`<option value="${name}" ${name === plan ? "selected" : ""}>${name}: ${rate} points a second</option>`,
      )}</select></label>
      <label>A batch of codes takes (ms) <input type="number" name="latencyMilliseconds" min="0" max="600000" value="${pace.latencyMilliseconds}" required></label>
      <label>Codes a second (empty: no limit) <input type="number" name="codesPerSecond" min="1" value="${pace.codesPerSecond ?? ""}"></label>
      <label>Search finds a new discount after (ms) <input type="number" name="searchLagMilliseconds" min="0" max="600000" value="${pace.searchLagMilliseconds}" required></label>
      <label>An answer takes (ms) <input type="number" name="answerMilliseconds" min="0" max="60000" value="${pace.answerMilliseconds}" required></label>
      <label class="check"><input type="checkbox" name="isFrozen" ${isFrozen ? "checked" : ""}> The shop is frozen: every request is refused with 402</label>
      <button class="primary">Save</button>
    </form>
    <p class="quiet">The app has ${currentlyAvailable} of ${maximumAvailable} points; ${restoreRate} come back each
      second. Spent so far: ${Math.round(throttle.used.points)}; refused for want of points: ${throttle.used.refused}.</p>
  </section>
  <section class="card">
    <h2>Faults</h2>
    <form method="post" action="/controls/faults">
      ${table(
        "Faults",
        ["What happens", "Chance in percent", "Happened"],
        (Object.entries(FAULTS) as [Fault, string][]).map(
          ([fault, words]) => html`<tr>
            <td><label for="${fault}">${words}</label></td>
            <td class="fields"><input id="${fault}" type="number" name="${fault}" min="0" max="100" step="any" value="${probability[fault] * 100}" required></td>
            <td>${faults.happened[fault]}</td></tr>`,
        ),
      )}
      <div class="fields" style="margin-top: 12px">
        <label>Seed of what is drawn <input type="number" name="seed" min="0" max="1000000" value="${seed}" required></label>
        <label>Only requests with these root fields <input name="only" value="${only?.join(", ") ?? ""}" placeholder="all requests" size="40"></label>
        <button class="primary">Save</button>
        <button name="clear" value="yes">No faults</button>
      </div>
    </form>
    <p class="quiet">Scripts send the same as JSON to <code>/sandbox/faults</code>.</p>
  </section>
  <section class="card">
    <h2>Tokens</h2>
    <form method="post" action="/controls/end-refresh-tokens">
      <button class="critical">End every token, refresh tokens too</button>
      <span class="quiet">Until the merchant opens the app again it has no way in.</span>
    </form>
  </section>`,
  );
}
