/** Name, time zone and currency of the shop. Needs no scope. */
export const SHOP_DETAILS = `#graphql
  query ShopDetails {
    shop {
      name
      ianaTimezone
      currencyCode
    }
  }
`;

/** Needs the optional scope read_customers. */
export const SEGMENTS = `#graphql
  query Segments($first: Int!, $query: String) {
    segments(first: $first, query: $query) {
      nodes {
        id
        name
      }
    }
  }
`;
