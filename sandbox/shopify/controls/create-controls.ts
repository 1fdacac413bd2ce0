import { readFileSync } from "node:fs";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { placeOrder } from "../checkout/place-order.ts";
import {
  activateDiscount,
  catchUp,
  deactivateDiscount,
  deleteDiscount,
  editDiscount,
} from "../discounts/change-discount.ts";
import type { Discount, DiscountTerms } from "../discounts/discount.ts";
import { allDiscounts } from "../discounts/inspect.ts";
import { summariseDiscount } from "../discounts/summarise-discount.ts";
import type { Fault } from "../faults/faults.ts";
import { cancelOrder } from "../orders/cancel-order.ts";
import type { SandboxShopify } from "../sandbox-shopify.ts";
import { discountPage } from "./discount-page.ts";
import { discountsPage } from "./discounts-page.ts";
import { faultsPage } from "./faults-page.ts";
import { editSchema, faultNames, faultsSchema, instant, orderSchema, planSchema } from "./forms.ts";

/**
 * The pages on which somebody plays the merchant, the shopper and bad luck; and the same for scripts, as
 * JSON under `/sandbox`.
 */
export function createControls(sandbox: SandboxShopify): Hono {
  const controls = new Hono();
  const back = (context: Context, path: string) => context.redirect(path, 303);
  controls.onError((error, context) => {
    if (!(error instanceof z.ZodError)) throw error;
    return context.text(z.prettifyError(error), 400);
  });

  controls.get("/sandbox/controls.css", (context) =>
    context.body(readFileSync(new URL("controls.css", import.meta.url)), 200, {
      "Content-Type": "text/css; charset=utf-8",
    }),
  );
  controls.get("/controls/discounts", (context) => {
    catchUp(sandbox);
    return context.html(discountsPage(sandbox, { code: context.req.query("code") ?? "" }));
  });
  controls.post("/controls/orders", async (context) => {
    const form = orderSchema.parse(await context.req.parseBody());
    const { code, email, shippingPrice, country, isTest } = form;
    const now = form.at === "" ? {} : { now: new Date(instant.parse(form.at)) };
    const result = placeOrder(sandbox, {
      code,
      email,
      shippingPrice,
      country,
      isTest,
      ...now,
      lines: [form],
    });
    return context.html(discountsPage(sandbox, { code: "" }, { form, ...result }));
  });
  controls.post("/controls/orders/:number/cancel", (context) => {
    const isCancelled = cancelOrder(sandbox, Number(context.req.param("number")));
    return isCancelled
      ? back(context, "/controls/discounts#orders")
      : context.text("There is no such order to cancel.", 404);
  });

  const withDiscount = (handle: (context: Context, discount: Discount) => Response | Promise<Response>) => {
    return async (context: Context) => {
      catchUp(sandbox);
      const discount = sandbox.discounts.discounts.get(Number(context.req.param("number")));
      return discount ? await handle(context, discount) : context.text("There is no such discount.", 404);
    };
  };
  const change = (act: (sandbox: SandboxShopify, discount: Discount) => unknown) =>
    withDiscount((context, discount) => {
      act(sandbox, discount);
      return back(context, `/controls/discounts/${discount.number}`);
    });
  controls.get(
    "/controls/discounts/:number",
    withDiscount(async (context, discount) => {
      const { search = "", from = "0" } = context.req.query();
      const look = { search, from: Math.max(0, Number(from) || 0) };
      return await context.html(discountPage(sandbox, discount, look));
    }),
  );
  controls.post("/controls/discounts/:number/activate", change(activateDiscount));
  controls.post("/controls/discounts/:number/deactivate", change(deactivateDiscount));
  controls.post(
    "/controls/discounts/:number/delete",
    withDiscount((context, discount) => {
      deleteDiscount(sandbox, discount);
      return back(context, "/controls/discounts");
    }),
  );
  controls.post(
    "/controls/discounts/:number/edit",
    withDiscount(async (context, discount) => {
      const { percent, minimumSubtotal, productDiscounts, orderDiscounts, shippingDiscounts, ...terms } =
        editSchema.parse(await context.req.parseBody());
      if (terms.endsAt !== null && terms.endsAt <= terms.startsAt) {
        return context.text("It must end after it starts.", 400);
      }
      editDiscount(sandbox, discount, {
        ...terms,
        ...percentOff(discount, percent),
        ...minimumOf(discount, minimumSubtotal),
        combinesWith: {
          ...discount.combinesWith,
          product: productDiscounts,
          order: orderDiscounts,
          shipping: shippingDiscounts,
        },
      });
      return back(context, `/controls/discounts/${discount.number}`);
    }),
  );

  controls.get("/controls/faults", (context) => context.html(faultsPage(sandbox)));
  controls.post("/controls/faults", async (context) => {
    const form = await context.req.parseBody<Record<string, string>>();
    if (form.clear) sandbox.faults.clear();
    else {
      const chances = faultNames.map((name) => [name, Number(form[name] ?? 0) / 100]);
      const only = (form.only ?? "")
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "");
      sandbox.faults.set(
        faultsSchema.parse({
          seed: Number(form.seed),
          probability: Object.fromEntries(chances),
          only: only.length > 0 ? only : null,
        }),
      );
    }
    return back(context, "/controls/faults");
  });
  controls.post("/controls/plan", async (context) => {
    const { plan, isFrozen, ...pace } = planSchema.parse(await context.req.parseBody());
    Object.assign(sandbox.pace, pace);
    sandbox.state.change((data) => {
      Object.assign(data, { plan, isFrozen });
    });
    return back(context, "/controls/faults");
  });
  controls.post("/controls/end-refresh-tokens", (context) => {
    sandbox.state.change((data) => {
      data.accessTokens = {};
      data.refreshTokens = {};
    });
    return back(context, "/controls/faults");
  });

  const faults = () => ({ ...sandbox.faults.settings, happened: sandbox.faults.happened });
  controls.get("/sandbox/faults", (context) => context.json(faults()));
  controls.post("/sandbox/faults", async (context) => {
    const { next, clear, ...settings } = faultsSchema.parse(JSON.parse(await context.req.text()));
    if (clear) sandbox.faults.clear();
    sandbox.faults.set(settings);
    for (const [fault, times] of Object.entries(next ?? {})) sandbox.faults.next(fault as Fault, times);
    return context.json(faults());
  });
  controls.get("/sandbox/discounts", (context) =>
    context.json({
      codesCount: sandbox.discounts.codes.count,
      discounts: allDiscounts(sandbox).map(({ discount, ...rest }) => ({
        ...rest,
        title: discount.title,
        summary: summariseDiscount(discount, sandbox.state.data.shop.currencyCode),
        endsAt: discount.endsAt,
        uses: discount.uses,
        tags: discount.tags,
      })),
    }),
  );
  return controls;
}

/** A minimum quantity has no field and stays, as long as no amount is entered. */
function minimumOf({ minimum }: Discount, amount: number | null): Partial<DiscountTerms> {
  if (amount !== null) return { minimum: { kind: "subtotal", amount } };
  return minimum?.kind === "quantity" ? {} : { minimum: null };
}

function percentOff({ gets }: Discount, percent: number | undefined): Partial<DiscountTerms> {
  if (percent === undefined || !gets) return {};
  return { gets: { ...gets, value: { kind: "percentage", share: percent / 100 } } };
}
