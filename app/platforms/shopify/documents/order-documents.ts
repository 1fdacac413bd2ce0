/** What the app has subscribed to itself, of these topics. Needs no scope. */
export const SUBSCRIPTIONS = `#graphql
  query Subscriptions($first: Int!, $topics: [WebhookSubscriptionTopic!]!) {
    webhookSubscriptions(first: $first, topics: $topics) {
      nodes {
        id
        topic
        uri
        includeFields
      }
    }
  }
`;

/** Topics of orders need the optional scope read_orders. */
export const SUBSCRIBE = `#graphql
  mutation Subscribe($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {
      webhookSubscription { id }
      userErrors { field message }
    }
  }
`;

export const UNSUBSCRIBE = `#graphql
  mutation Unsubscribe($id: ID!) {
    webhookSubscriptionDelete(id: $id) {
      deletedWebhookSubscriptionId
      userErrors { field message }
    }
  }
`;

/**
 * Needs the optional scope read_orders, which reaches 60 days back. Nine points an order. Two applications are
 * enough to see whether one code took off all of the discount.
 */
export const CHANGED_ORDERS = `#graphql
  query ChangedOrders($first: Int!, $after: String, $query: String!) {
    orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        legacyResourceId
        name
        createdAt
        updatedAt
        cancelledAt
        test
        discountCodes
        totalPriceSet { shopMoney { amount currencyCode } }
        totalDiscountsSet { shopMoney { amount } }
        discountApplications(first: 2) { nodes { __typename } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
