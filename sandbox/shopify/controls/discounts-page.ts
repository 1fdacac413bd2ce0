import { html } from "hono/html";
import type { CheckoutAnswer } from "../checkout/check-out.ts";
import { allDiscounts } from "../discounts/inspect.ts";
import { money, summariseDiscount } from "../discounts/summarise-discount.ts";
import type { SandboxShopify } from "../sandbox-shopify.ts";
import type { Order } from "../shopify-state.ts";
import { page, table, when } from "./page.ts";

export interface OrderForm {
  code: string;
  email: string;
  variantId: string;
  quantity: number;
  shippingPrice: number;
  country: string;
  /** As a datetime-local field has it, in UTC; empty: now. */
  at: string;
  isSubscription: boolean;
  isTest: boolean;
}

export interface OrderResult {
  form: OrderForm;
  answer: CheckoutAnswer;
  order: Order | null;
}

/** The shop's discounts and codes, and a checkout to try a code at. */
export function discountsPage(sandbox: SandboxShopify, look: { code: string }, result?: OrderResult) {
  const { shop, orders } = sandbox.state.data;
  const { codes, waiting } = sandbox.discounts;
  return page(
    "Discounts",
    shop.domain,
    html`
  <h1>Discounts</h1>
  <p class="quiet">${codes.count.toLocaleString("en")} codes in the shop, of at most
    ${sandbox.discounts.maximumCodes.toLocaleString("en")}.
    ${waiting.size > 0 ? html`${waiting.size} bulk operations are under way.` : ""}</p>
  ${lookUp(sandbox, look.code)}
  ${orderCard(sandbox, result)}
  <section class="card">
    <h2>All discounts</h2>
    ${table(
      "All discounts",
      ["Title", "Status", "Value", "Ends", "Codes", "Used"],
      allDiscounts(sandbox).map(
        ({ discount, status, codesCount }) => html`<tr>
          <td><a href="/controls/discounts/${discount.number}">${discount.title}</a></td>
          <td><span class="status ${status}">${status}</span></td>
          <td>${summariseDiscount(discount, shop.currencyCode)}</td>
          <td>${discount.endsAt === null ? "never" : when(discount.endsAt)}</td>
          <td>${codesCount.toLocaleString("en")}</td><td>${discount.uses}</td></tr>`,
      ),
    )}
  </section>
  <section class="card" id="orders">
    <h2>Orders with a code</h2>
    ${
      orders.length === 0
        ? html`<p class="quiet">None yet.</p>`
        : table(
            "Orders",
            ["Order", "When", "Code", "Discount", "Total", ""],
            orders.map(
              (
                order,
              ) => html`<tr><td>${order.name}${order.isTest ? ", test" : ""}</td><td>${when(order.createdAt)}</td>
              <td><code>${order.code}</code></td>
              <td>${money(order.discountAmount, shop.currencyCode)}</td>
              <td>${money(order.total, shop.currencyCode)}</td>
              <td>${
                order.cancelledAt === null
                  ? html`<form method="post" action="/controls/orders/${order.number}/cancel"><button>Cancel ${order.name}</button></form>`
                  : html`Cancelled ${when(order.cancelledAt)}`
              }</td></tr>`,
            ),
          )
    }
  </section>`,
  );
}

function lookUp({ discounts }: SandboxShopify, code: string) {
  const record = code === "" ? undefined : discounts.codes.find(code.trim());
  const discount = record && discounts.discounts.get(record.discount);
  return html`<section class="card">
    <h2>Find a code</h2>
    <form method="get" action="/controls/discounts" class="fields">
      <label>Code <input name="code" value="${code}" autocomplete="off" required></label>
      <button>Find</button>
    </form>
    ${
      code === ""
        ? ""
        : record && discount
          ? html`<p class="result accepted"><code>${record.code}</code> belongs to
            <a href="/controls/discounts/${discount.number}">${discount.title}</a>; used ${record.uses === 1 ? "once" : `${record.uses} times`}.</p>`
          : html`<p class="result refused">No discount of the shop has the code <code>${code}</code>.</p>`
    }
  </section>`;
}

function orderCard({ state }: SandboxShopify, result: OrderResult | undefined) {
  const { products, customers, shop } = state.data;
  const form = result?.form;
  return html`<section class="card" id="order">
    <h2>Place an order with a code</h2>
    <form method="post" action="/controls/orders#order" class="fields">
      <label>Code <input name="code" value="${form?.code ?? ""}" autocomplete="off" required></label>
      <label>Item <select name="variantId">${products.flatMap((product) =>
        product.variants.map(
          ({ id, displayName, price }) =>
            html`<option value="${id}" ${id === form?.variantId ? "selected" : ""}>${displayName}, ${money(Number(price), shop.currencyCode)}</option>`,
        ),
      )}</select></label>
      <label>Quantity <input type="number" name="quantity" min="1" max="1000" value="${form?.quantity ?? 1}" required></label>
      <label>Email of the shopper <input type="email" name="email" list="customers" value="${form?.email ?? "somebody@customers.example"}" required></label>
      <datalist id="customers">${customers.map(({ email }) => html`<option value="${email}"></option>`)}</datalist>
      <label>Shipping rate <input type="number" name="shippingPrice" min="0" step="0.01" value="${form?.shippingPrice ?? 4.95}" required></label>
      <label>Country <input name="country" size="3" pattern="[A-Z]{2}" value="${form?.country ?? "NL"}" required></label>
      <label>At this time, UTC (empty: now) <input type="datetime-local" name="at" step="1" value="${form?.at ?? ""}"></label>
      <label class="check"><input type="checkbox" name="isSubscription" ${form?.isSubscription ? "checked" : ""}> As a subscription</label>
      <label class="check"><input type="checkbox" name="isTest" ${form?.isTest ? "checked" : ""}> As a test order, which nobody pays for</label>
      <button class="primary">Place the order</button>
    </form>
    ${result ? outcome(result, shop.currencyCode) : ""}
  </section>`;
}

function outcome({ answer, order }: OrderResult, currency: string) {
  if (answer.kind === "refused") {
    return html`<div class="result refused" role="status"><strong>${answer.sentence}</strong>
      <br><span class="quiet">Refused: ${answer.reason.replaceAll("_", " ")}.</span></div>`;
  }
  return html`<div class="result accepted" role="status"><strong>Order ${order?.name} is placed.</strong>
    <br>${money(answer.amount, currency)} off with “${answer.discount.title}”;
    the customer pays ${money(order?.total ?? 0, currency)}.</div>`;
}
