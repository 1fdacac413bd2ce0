/** What the app asks for when it is installed, the same as in shopify.app.toml. */
export const REQUIRED_SCOPES = ["write_discounts", "read_products"];
