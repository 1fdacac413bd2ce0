import { createHash } from "node:crypto";
import { formatSecret, sign } from "#app/crypto/signature.ts";
import { exampleBody, type WorkedSignature } from "#app/ui/request-examples.ts";

/** A key that everybody can work out, for the example alone. */
const EXAMPLE_KEY = createHash("sha256").update("Coupon Pools: an example, not a secret").digest();
const EXAMPLE_ID = "msg_example_000001";
const EXAMPLE_TIMESTAMP = "1764000000";

/** The signature of the example request of a pool, as the API would check it. */
export function workedSignature(target: string, pool: string): WorkedSignature {
  const body = exampleBody(pool);
  const message = {
    id: EXAMPLE_ID,
    timestamp: EXAMPLE_TIMESTAMP,
    method: "POST",
    target,
    body: Buffer.from(body),
  };
  return {
    secret: formatSecret(EXAMPLE_KEY),
    id: EXAMPLE_ID,
    timestamp: EXAMPLE_TIMESTAMP,
    signed: `${EXAMPLE_ID}.${EXAMPLE_TIMESTAMP}.POST ${target}\n${body}`,
    signature: sign(EXAMPLE_KEY, message),
  };
}
