import { html } from "hono/html";

/** What the page shows of the pretend shop. */
export interface ShopView {
  state: {
    connected: boolean;
    account: string;
    ours: number;
    coupons: number;
    outbox: Record<string, number>;
    inbox: Record<string, number>;
    untold: number;
    exchange: { doneAt: number | null; error: string };
  };
  rules: {
    id: number;
    name: string;
    isActive: boolean;
    percent: number;
    toDate: string | null;
    coupons: number;
  }[];
  coupons: { code: string; rule_id: number; times_used: number; expires_at: string | null }[];
  orders: { entity_id: number; increment_id: string; coupon_code: string | null; state: string }[];
  /** What came of the last thing that was asked for. */
  notice: string;
}

type Content = ReturnType<typeof html>;

/** Its rules, its newest coupons, a checkout, and cron. */
export function shopPage({ state, rules, coupons, orders, notice }: ShopView): Content {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pretend Magento shop</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/sandbox.css">
<link rel="stylesheet" href="/sandbox/controls.css">
</head>
<body>
<header class="strip"><span class="tag">Pretend Magento</span><span>Main Website</span></header>
<main class="column">
  <h1>A pretend Magento shop</h1>
  <p class="quiet">The module's real classes, with a database, rules, a checkout and cron, and nothing else of Magento.</p>
  ${notice === "" ? "" : html`<p role="status"><strong>${notice}</strong></p>`}
  ${connection(state)}
  <section class="card">
    <h2>Cart price rules</h2>
    ${table("Cart price rules", ["Rule", "Discount", "Ends", "Coupons", ""], rules.map(ruleRow))}
    <form method="post" action="/rules" class="fields">
      <label>Name <input name="name" value="Summer" required></label>
      <label>Percent off <input name="percent" type="number" min="1" max="100" value="15" required></label>
      <button>Add a rule</button>
    </form>
  </section>
  <section class="card">
    <h2>Checkout</h2>
    <form method="post" action="/orders" class="fields">
      <label>Coupon code <input name="code" required></label>
      <label>Total <input name="total" type="number" step="0.01" min="0" value="80.00" required></label>
      <button class="primary">Place the order</button>
    </form>
  </section>
  <section class="card">
    <h2>Orders</h2>
    ${
      orders.length === 0
        ? html`<p class="quiet">None yet.</p>`
        : table("Orders", ["Order", "Code", "State", ""], orders.map(orderRow))
    }
  </section>
  <section class="card">
    <h2>Newest coupons of Coupon Pools</h2>
    ${
      coupons.length === 0
        ? html`<p class="quiet">None yet. Make a pool of one of the rules.</p>`
        : table(
            "Newest coupons",
            ["Code", "Rule", "Used", "Works until"],
            coupons.map(
              (
                coupon,
              ) => html`<tr><td>${coupon.code}</td><td>${coupon.rule_id}</td><td>${coupon.times_used}</td>
                <td>${coupon.expires_at === null ? "the rule ends" : `${coupon.expires_at} UTC`}</td></tr>`,
            ),
          )
    }
  </section>
</main>
</body>
</html>`;
}

function connection(state: ShopView["state"]): Content {
  const { connected, account, coupons, ours, outbox, inbox, untold, exchange } = state;
  const waiting = (outbox.new ?? 0) + (outbox.retry ?? 0) + untold;
  const dead = (outbox.dead ?? 0) + (inbox.dead ?? 0);
  return html`<section class="card">
    <h2>Connection</h2>
    <p>${connected ? `Connected to ${account}.` : "Not connected: enter a link code from the app's Settings."}
      ${exchange.doneAt === null ? "" : `Last exchange ${new Date(exchange.doneAt * 1_000).toISOString().slice(11, 19)} UTC.`}
      ${exchange.error}</p>
    <p>${coupons.toLocaleString("en")} coupons, ${ours.toLocaleString("en")} of them made by Coupon Pools.
      ${waiting} messages wait for the next exchange, ${dead} were given up.</p>
    <form method="post" action="/tick"><button>Run cron now</button>
      <span class="quiet">It runs every few seconds by itself.</span></form>
    ${
      connected
        ? html`<form method="post" action="/unlink"><button>Disconnect</button></form>`
        : html`<form method="post" action="/link" class="fields"><label>Link code <input name="code" required></label><button>Connect</button></form>`
    }
  </section>`;
}

function ruleRow({ id, name, isActive, percent, toDate, coupons }: ShopView["rules"][number]): Content {
  return html`<tr>
    <td>${name} <span class="quiet">(${id})</span></td>
    <td>${percent}%</td>
    <td>${toDate ?? "never"}</td>
    <td>${coupons.toLocaleString("en")}</td>
    <td>
      <form method="post" action="/rules/${id}">
        <input name="percent" type="number" min="1" max="100" value="${percent}" aria-label="Percent off of ${name}">
        <input name="toDate" type="date" value="${toDate ?? ""}" aria-label="Last day of ${name}">
        <label><input name="isActive" type="checkbox" ${isActive ? "checked" : ""}> active</label>
        <button>Save</button>
      </form>
      <form method="post" action="/rules/${id}/delete"><button>Delete</button></form>
    </td></tr>`;
}

function orderRow({
  entity_id: id,
  increment_id: number,
  coupon_code: code,
  state,
}: ShopView["orders"][number]): Content {
  return html`<tr><td>${number}</td><td>${code ?? ""}</td><td>${state}</td>
    <td>${state === "canceled" ? "" : html`<form method="post" action="/orders/${id}/cancel"><button>Cancel</button></form>`}</td></tr>`;
}

function table(name: string, heads: readonly string[], rows: readonly Content[]): Content {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table>
    <thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead>
    <tbody>${rows}</tbody></table></div>`;
}
