import { ApiVersion } from "@shopify/shopify-api";

/** The one version of the Admin API, the same as in shopify.app.toml. */
export const SHOPIFY_API_VERSION = ApiVersion.October26;
