/** What an endpoint's signing secret is sealed for. */
export const ENDPOINT_SECRET_PURPOSE = "event-endpoint";
