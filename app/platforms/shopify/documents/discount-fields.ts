// What is read of a discount. No connection is in it, so that a list stays cheap: at most 15 points a
// discount (a union counts as its dearest member). Names of segments and customers are left out on purpose:
// they need the scope read_customers, and without it Shopify answers the whole document with an error.

const MINIMUM = `
  minimumRequirement {
    __typename
    ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity }
    ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount currencyCode } }
  }
`;

const TERMS = `
  title
  status
  startsAt
  endsAt
  usageLimit
  appliesOncePerCustomer
  codesCount { count }
  combinesWith { orderDiscounts productDiscounts shippingDiscounts }
  context { __typename }
`;

const EFFECT = `
  __typename
  ... on DiscountPercentage { percentage }
  ... on DiscountAmount { appliesOnEachItem amount { amount currencyCode } }
`;

const fields = (items: string) => `
  __typename
  ... on DiscountCodeBasic {
    ${TERMS}
    recurringCycleLimit
    ${MINIMUM}
    customerGets {
      appliesOnOneTimePurchase
      appliesOnSubscription
      items { ${items} }
      value { ${EFFECT} }
    }
  }
  ... on DiscountCodeBxgy {
    ${TERMS}
    usesPerOrderLimit
    customerBuys {
      items { ${items} }
      value {
        __typename
        ... on DiscountQuantity { quantity }
        ... on DiscountPurchaseAmount { amount }
      }
    }
    customerGets {
      appliesOnOneTimePurchase
      appliesOnSubscription
      items { ${items} }
      value {
        ${EFFECT}
        ... on DiscountOnQuantity { quantity { quantity } effect { ${EFFECT} } }
      }
    }
  }
  ... on DiscountCodeFreeShipping {
    ${TERMS}
    recurringCycleLimit
    appliesOnOneTimePurchase
    appliesOnSubscription
    ${MINIMUM}
    maximumShippingPrice { amount currencyCode }
    destinationSelection {
      __typename
      ... on DiscountCountries { countries includeRestOfWorld }
    }
  }
  ... on DiscountCodeApp {
    ${TERMS}
    appDiscountType { title }
  }
`;

/** Of each discount of a list. */
export const LISTED_DISCOUNT = fields("__typename");

/** Of a single discount: the first names of what it applies to as well. */
export const WHOLE_DISCOUNT = fields(`
  __typename
  ... on DiscountProducts {
    products(first: 3) { nodes { title } pageInfo { hasNextPage } }
    productVariants(first: 3) { nodes { displayName } pageInfo { hasNextPage } }
  }
  ... on DiscountCollections {
    collections(first: 3) { nodes { title } pageInfo { hasNextPage } }
  }
`);
