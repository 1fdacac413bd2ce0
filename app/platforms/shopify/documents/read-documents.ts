import { LISTED_DISCOUNT, WHOLE_DISCOUNT } from "./discount-fields.ts";

export const DISCOUNTS = `#graphql
  query Discounts($first: Int!, $after: String, $query: String) {
    discountNodes(first: $first, after: $after, query: $query, sortKey: CREATED_AT, reverse: true) {
      nodes {
        id
        discount { ${LISTED_DISCOUNT} }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

export const DISCOUNT = `#graphql
  query Discount($id: ID!) {
    discountNode(id: $id) {
      id
      discount { ${WHOLE_DISCOUNT} }
    }
  }
`;

export const DISCOUNT_BY_CODE = `#graphql
  query DiscountByCode($code: String!) {
    codeDiscountNodeByCode(code: $code) {
      id
      codeDiscount { ${WHOLE_DISCOUNT} }
    }
  }
`;

/** Whether a discount is still there. */
export const DISCOUNT_EXISTS = `#graphql
  query DiscountExists($id: ID!) {
    discountNode(id: $id) { id }
  }
`;

const CODE = `
  title
  status
  usageLimit
  codes(first: 3, query: $query) { nodes { id code asyncUsageCount } }
`;

/** Whose a code is. The list of codes is searched by words, so that more than the code itself may be in it. */
export const CODE_OWNER = `#graphql
  query CodeOwner($code: String!, $query: String!) {
    codeDiscountNodeByCode(code: $code) {
      id
      codeDiscount {
        __typename
        ... on DiscountCodeBasic { ${CODE} }
        ... on DiscountCodeBxgy { ${CODE} }
        ... on DiscountCodeFreeShipping { ${CODE} }
        ... on DiscountCodeApp { ${CODE} }
      }
    }
  }
`;

const ITEMS = `
  items {
    __typename
    ... on DiscountProducts {
      products(first: $first) { nodes { id } pageInfo { hasNextPage } }
      productVariants(first: $first) { nodes { id } pageInfo { hasNextPage } }
    }
    ... on DiscountCollections {
      collections(first: $first) { nodes { id } pageInfo { hasNextPage } }
    }
  }
`;

const BUYERS = `
  tags
  context {
    __typename
    ... on DiscountCustomerSegments { segments @include(if: $segments) { id } }
  }
`;

const lists = (operation: string, type: string, fields: string) => `
  query ${operation}($id: ID!, $first: Int!, $segments: Boolean!) {
    discountNode(id: $id) {
      discount {
        __typename
        ... on ${type} { ${fields} }
      }
    }
  }
`;

// What an update has to know: it adds to lists and takes from them, and overwrites tags. Segments are read
// only when the offer is for segments, because that needs the scope read_customers. One document for each
// type, so that no call asks for more than Shopify allows a single one (1,000 points): 768 for buy X get Y.

export const BASIC_LISTS = `#graphql
  ${lists("BasicLists", "DiscountCodeBasic", `${BUYERS} customerGets { ${ITEMS} }`)}
`;

export const BXGY_LISTS = `#graphql
  ${lists("BxgyLists", "DiscountCodeBxgy", `${BUYERS} customerBuys { ${ITEMS} } customerGets { ${ITEMS} }`)}
`;

const COUNTRIES = `
  destinationSelection {
    __typename
    ... on DiscountCountries { countries includeRestOfWorld }
  }
`;

export const FREE_SHIPPING_LISTS = `#graphql
  query FreeShippingLists($id: ID!, $segments: Boolean!) {
    discountNode(id: $id) {
      discount {
        __typename
        ... on DiscountCodeFreeShipping { ${BUYERS} ${COUNTRIES} }
      }
    }
  }
`;
