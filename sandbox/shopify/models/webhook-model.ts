import { effectiveScopes } from "../check-access.ts";
import { connection } from "../connection.ts";
import { notModelled } from "../not-modelled.ts";
import type { AdminModel, SandboxShopify } from "../sandbox-shopify.ts";
import type { Subscription } from "../shopify-state.ts";

/** Topics that an app may subscribe to here, and the scope that each needs. */
const TOPICS: Record<string, { topic: string; scope: string }> = {
  ORDERS_CREATE: { topic: "orders/create", scope: "read_orders" },
  ORDERS_CANCELLED: { topic: "orders/cancelled", scope: "read_orders" },
};

interface SubscriptionInput {
  uri?: string | null;
  format?: string | null;
  includeFields?: string[] | null;
}

/** Subscriptions of one shop that the app makes itself, beside those of its configuration. */
export const webhookModel: AdminModel = {
  query: {
    webhookSubscriptions: (args, { shopify }) => {
      for (const other of ["callbackUrl", "format", "query"]) {
        if (args[other]) throw notModelled("QueryRoot", `webhookSubscriptions(${other})`);
      }
      const topics = args.topics as string[] | undefined;
      const found = shopify.state.data.subscriptions.filter(
        ({ name, uri }) => (!topics || topics.includes(name)) && (!args.uri || args.uri === uri),
      );
      return connection(
        found.map((one) => node(shopify, one)),
        args,
      );
    },
  },
  mutation: {
    webhookSubscriptionCreate: ({ topic: name, webhookSubscription }, { shopify }) => {
      const known = TOPICS[String(name)];
      if (!known) throw notModelled("Mutation", `webhookSubscriptionCreate(topic: ${String(name)})`);
      const input = webhookSubscription as SubscriptionInput;
      const problem = problemOf(shopify, String(name), known.scope, input);
      if (problem) return { webhookSubscription: null, userErrors: [problem] };
      const made = shopify.state.change((data): Subscription => {
        const number = 1_310_000_000_001 + data.subscriptionCount++;
        const subscription = {
          number,
          name: String(name),
          topic: known.topic,
          uri: String(input.uri),
          includeFields: input.includeFields ?? [],
        };
        data.subscriptions.push(subscription);
        return subscription;
      });
      return { webhookSubscription: node(shopify, made), userErrors: [] };
    },
    webhookSubscriptionDelete: ({ id }, { shopify }) => {
      const found = shopify.state.data.subscriptions.find((one) => gid(one) === id);
      if (!found) {
        const message = "Webhook subscription does not exist";
        return { deletedWebhookSubscriptionId: null, userErrors: [error(["id"], message)] };
      }
      shopify.state.change((data) => {
        data.subscriptions = data.subscriptions.filter((one) => one !== found);
      });
      return { deletedWebhookSubscriptionId: gid(found), userErrors: [] };
    },
  },
};

/** Shopify's words for an address that is taken are known; for the others the sandbox has its own. */
function problemOf(
  { state }: SandboxShopify,
  name: string,
  scope: string,
  { uri, format }: SubscriptionInput,
) {
  const place = ["webhookSubscription", "uri"];
  if (!effectiveScopes(state.data.grantedScopes).includes(scope)) {
    return error(["topic"], `You need the ${scope} access scope to subscribe to this topic`);
  }
  if (format && format !== "JSON") throw notModelled("Mutation", `webhookSubscription(format: ${format})`);
  if (!uri || !URL.canParse(uri)) return error(place, "Address is invalid");
  // Anywhere else than on this machine it must be https.
  const { protocol, hostname } = new URL(uri);
  if (protocol !== "https:" && hostname !== "127.0.0.1")
    return error(place, "Address protocol is not supported");
  if (state.data.subscriptions.some((one) => one.name === name && one.uri === uri)) {
    return error(place, "Address for this topic has already been taken");
  }
  return null;
}

function error(field: string[], message: string) {
  return { __typename: "UserError", field, message };
}

function gid({ number }: Subscription): string {
  return `gid://shopify/WebhookSubscription/${number}`;
}

function node({ apiVersion }: SandboxShopify, subscription: Subscription) {
  const { number, name, uri, includeFields } = subscription;
  return {
    __typename: "WebhookSubscription",
    id: gid(subscription),
    legacyResourceId: String(number),
    topic: name,
    uri,
    format: "JSON",
    includeFields,
    filter: null,
    metafieldNamespaces: [],
    apiVersion: { handle: apiVersion, displayName: apiVersion, supported: true },
  };
}
