import { isIP } from "node:net";
import { isLoopback } from "../config/environment.ts";
import { isPublicAddress } from "./public-address.ts";

/** Whether endpoints on this machine are allowed: in the demo and in tests. */
export type LoopbackAllowed = "loopback allowed" | "public only";

/** Characters of an endpoint's address. */
const ENDPOINT_ADDRESS_CHARACTERS_MAX = 2_000;

/** Names that lead nowhere public, whoever answers for them. */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|intranet|home\.arpa|lan)\.?$/i;

/**
 * What is wrong with the address of an event endpoint, as a sentence; null for a good one. What its name leads to is
 * another question, asked at every sending.
 */
export function endpointAddressProblem(text: string, allowed: LoopbackAllowed): string | null {
  if (text.length > ENDPOINT_ADDRESS_CHARACTERS_MAX || !URL.canParse(text)) {
    return "Enter the whole address, such as https://mail.example.com/hooks/coupons.";
  }
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username || password) return "The address must not hold a user name or a password.";
  if (hash) return "The address must not have a part after #.";
  if (allowed === "loopback allowed" && isLoopback(hostname) && /^https?:$/.test(protocol)) return null;
  if (protocol !== "https:") return "The address must start with https://.";
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) ? !isPublicAddress(literal) : LOCAL_NAME.test(hostname) || !hostname.includes(".")) {
    return "The address must be public: this one is inside a network.";
  }
  return null;
}
