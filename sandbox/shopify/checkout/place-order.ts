import { catchUp } from "../discounts/change-discount.ts";
import { isoSeconds } from "../discounts/discount.ts";
import { tellOfOrder } from "../orders/order-topics.ts";
import type { SandboxShopify } from "../sandbox-shopify.ts";
import type { Order } from "../shopify-state.ts";
import { type Cart, type CartLine, roundToCents, type Shopper, subtotalOf } from "./cart.ts";
import { type CheckoutAnswer, checkOut } from "./check-out.ts";

/** Orders that are kept to be looked at. */
const ORDERS_KEPT = 1_000;
const FIRST_ORDER = 6_001_000_000_001;

export interface OrderRequest {
  code: string;
  lines: readonly { variantId: string; quantity: number; isSubscription?: boolean }[];
  email: string;
  shippingPrice?: number;
  country?: string;
  /** Whether it is one that nobody pays for. */
  isTest?: boolean;
  /** When it is placed; by the sandbox's clock unless named. */
  now?: Date;
}

/** Buys with a code: the checkout's answer, and when that accepts, the order that spends it. */
export function placeOrder(
  sandbox: SandboxShopify,
  request: OrderRequest,
): { answer: CheckoutAnswer; order: Order | null } {
  catchUp(sandbox);
  const { code, email } = request;
  const cart = fillCart(sandbox, request);
  const shopper = findShopper(sandbox, email);
  const now = request.now ?? sandbox.now();
  const answer = checkOut(sandbox.discounts, { code, cart, shopper, now });
  if (answer.kind === "refused") return { answer, order: null };

  sandbox.discounts.change({ use: answer.codeNumber, customer: shopper.email.toLowerCase() });
  const { orderCount } = sandbox.state.data;
  const subtotal = subtotalOf(cart.lines);
  const order: Order = {
    number: FIRST_ORDER + orderCount,
    name: `#${1001 + orderCount}`,
    createdAt: isoSeconds(now),
    email,
    code: sandbox.discounts.codes.at(answer.codeNumber)?.code ?? code,
    discount: answer.discount.number,
    on: answer.on,
    subtotal,
    shipping: cart.shippingPrice,
    discountAmount: answer.amount,
    total: roundToCents(subtotal + cart.shippingPrice - answer.amount),
    isTest: request.isTest ?? false,
    updatedAt: isoSeconds(now),
    cancelledAt: null,
  };
  sandbox.state.change((data) => {
    data.orderCount++;
    data.orders = [order, ...data.orders].slice(0, ORDERS_KEPT);
  });
  tellOfOrder(sandbox, "orders/create", order);
  return { answer, order };
}

function fillCart({ state }: SandboxShopify, request: OrderRequest): Cart {
  const { products, collections } = state.data;
  const lines = request.lines.map(({ variantId, quantity, isSubscription = false }): CartLine => {
    const product = products.find(({ variants }) => variants.some(({ id }) => id === variantId));
    const variant = product?.variants.find(({ id }) => id === variantId);
    if (!product || !variant) throw new Error(`The shop does not sell ${variantId}.`);
    const collectionIds = collections
      .filter(({ productIds }) => productIds.includes(product.id))
      .map(({ id }) => id);
    return {
      productId: product.id,
      variantId,
      collectionIds,
      price: Number(variant.price),
      quantity,
      isSubscription,
    };
  });
  return { lines, shippingPrice: request.shippingPrice ?? 4.95, country: request.country ?? "NL" };
}

function findShopper({ state }: SandboxShopify, email: string): Shopper {
  const customer = state.data.customers.find((one) => one.email.toLowerCase() === email.toLowerCase());
  if (!customer) return { email, customerId: null, segmentIds: [] };
  const segments = state.data.segments.filter(({ members }) => members.includes(customer.number));
  return { email, customerId: customer.id, segmentIds: segments.map(({ id }) => id) };
}
