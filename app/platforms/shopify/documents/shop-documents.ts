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

/** Whether the app is installed, and what it may do. Needs no scope. */
export const APP_INSTALLATION = `#graphql
  query AppInstallation {
    currentAppInstallation {
      accessScopes {
        handle
      }
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
