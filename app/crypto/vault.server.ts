import { randomBytes } from "node:crypto";
import { env } from "#app/config/env.server.ts";
import { seal, unseal } from "./sealed-box.ts";

/** Seals a secret for one purpose under the newest master key. */
export function sealSecret(purpose: string, plain: Uint8Array): string {
  return seal(env().MASTER_KEYS, purpose, plain, randomBytes(12));
}

/** Opens what `sealSecret` made, under whichever master key it was sealed. */
export function openSecret(purpose: string, sealed: string): Buffer {
  return unseal(env().MASTER_KEYS, purpose, sealed);
}
