import { html } from "hono/html";
import { searchCodes } from "../discounts/code-connection.ts";
import { type Discount, discountId, discountStatus } from "../discounts/discount.ts";
import { summariseDiscount } from "../discounts/summarise-discount.ts";
import type { SandboxShopify } from "../sandbox-shopify.ts";
import { page, table } from "./page.ts";

/** Codes shown at a time. */
const CODES_SHOWN = 100;

/** One discount as the merchant's admin would show it: edit, end, delete, and its codes. */
export function discountPage(
  sandbox: SandboxShopify,
  discount: Discount,
  look: { search: string; from: number },
) {
  const { shop } = sandbox.state.data;
  const status = discountStatus(discount, sandbox.now());
  const own = `/controls/discounts/${discount.number}`;
  const share = discount.gets?.value.kind === "percentage" ? discount.gets.value.share : null;
  return page(
    discount.title,
    shop.domain,
    html`
  <p><a href="/controls/discounts">All discounts</a></p>
  <h1>${discount.title} <span class="status ${status}">${status}</span></h1>
  <p>${summariseDiscount(discount, shop.currencyCode)}</p>
  <p class="quiet"><code>${discountId(discount.number)}</code>
    ${discount.tags.length > 0 ? html` · tags: ${discount.tags.join(", ")}` : ""}</p>
  <section class="card">
    <h2>Edit as the merchant</h2>
    <form method="post" action="${own}/edit" class="fields">
      <label>Title <input name="title" value="${discount.title}" maxlength="255" required></label>
      ${
        share === null
          ? ""
          : html`<label>Percent off <input type="number" name="percent" min="0.01" max="100" step="0.01" value="${Math.round(share * 10_000) / 100}" required></label>`
      }
      <label>Starts, UTC <input type="datetime-local" step="1" name="startsAt" value="${discount.startsAt.slice(0, 19)}" required></label>
      <label>Ends, UTC (empty: never) <input type="datetime-local" step="1" name="endsAt" value="${discount.endsAt?.slice(0, 19) ?? ""}"></label>
      <label>Uses per code (empty: no limit) <input type="number" name="usageLimit" min="1" value="${discount.usageLimit ?? ""}"></label>
      <label>Minimum purchase (empty: none) <input type="number" name="minimumSubtotal" min="0.01" step="0.01" value="${discount.minimum?.kind === "subtotal" ? discount.minimum.amount : ""}"></label>
      <label class="check"><input type="checkbox" name="oncePerCustomer" ${discount.oncePerCustomer ? "checked" : ""}> Once per customer</label>
      ${(["product", "order", "shipping"] as const).map(
        (kind) =>
          html`<label class="check"><input type="checkbox" name="${kind}Discounts" ${discount.combinesWith[kind] ? "checked" : ""}> Combines with ${kind} discounts</label>`,
      )}
      <button class="primary">Save</button>
    </form>
    <div class="actions">
      ${
        status === "ACTIVE"
          ? html`<form method="post" action="${own}/deactivate"><button>Deactivate</button></form>`
          : html`<form method="post" action="${own}/activate"><button>Activate</button></form>`
      }
      <form method="post" action="${own}/delete"><button class="critical">Delete with all its codes</button></form>
    </div>
    <p class="quiet">The app is told of every change, as by Shopify.</p>
  </section>
  ${codesCard(sandbox, discount, look)}`,
  );
}

function codesCard(
  { discounts }: SandboxShopify,
  { number }: Discount,
  { search, from }: { search: string; from: number },
) {
  const query = search === "" ? "" : `"${search.replaceAll('"', "")}"`;
  const found = searchCodes(discounts, number, query);
  const shown = found.slice(from, from + CODES_SHOWN).flatMap((one) => discounts.codes.at(one) ?? []);
  const link = (start: number) =>
    `/controls/discounts/${number}?${new URLSearchParams({ search, from: String(start) })}`;
  return html`<section class="card">
    <h2>${found.length === 1 ? "1 code" : `${found.length.toLocaleString("en")} codes`}</h2>
    <form method="get" action="/controls/discounts/${number}" class="fields">
      <label>Part of a code <input name="search" value="${search}" autocomplete="off"></label>
      <button>Search</button>
    </form>
    ${table(
      "Codes",
      ["Code", "Used", "Made by", "Number"],
      shown.map(
        (record) => html`<tr><td><code>${record.code}</code></td><td>${record.uses}</td>
          <td>${record.by === "app" ? "the app" : "somebody else"}</td><td>${record.number}</td></tr>`,
      ),
    )}
    <div class="actions">
      ${from > 0 ? html`<a href="${link(Math.max(0, from - CODES_SHOWN))}">Earlier codes</a>` : ""}
      ${from + CODES_SHOWN < found.length ? html`<a href="${link(from + CODES_SHOWN)}">More codes</a>` : ""}
    </div>
  </section>`;
}
