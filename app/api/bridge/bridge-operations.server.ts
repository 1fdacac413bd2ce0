import { postExchange } from "./post-exchange.server.ts";

/** Every signed call of the bridge, in the order of the documentation. */
export const BRIDGE_OPERATIONS = [postExchange];
