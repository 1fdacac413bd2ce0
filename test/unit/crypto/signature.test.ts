import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import {
  formatSecret,
  isMessageId,
  isTimely,
  type SignedMessage,
  secretKey,
  sign,
  startVerifying,
  verify,
} from "#app/crypto/signature.ts";

interface Vector extends Omit<SignedMessage, "body"> {
  name: string;
  secret: string;
  body?: string;
  bodyBase64?: string;
  signature: string;
  reason?: "signature" | "timestamp" | "id";
}

const vectors: { now: number; accepted: Vector[]; refused: Vector[] } = JSON.parse(
  readFileSync("test/vectors/signature.json", "utf8"),
);

function messageOf(vector: Vector): SignedMessage {
  const body =
    vector.bodyBase64 === undefined
      ? Buffer.from(vector.body ?? "")
      : Buffer.from(vector.bodyBase64, "base64");
  return { ...vector, body };
}

/** What the API does, in its order. */
function refusalOf(vector: Vector): Vector["reason"] {
  if (!isMessageId(vector.id)) return "id";
  if (!isTimely(vector.timestamp, vectors.now)) return "timestamp";
  return verify([secretKey(vector.secret)], messageOf(vector), vector.signature) ? undefined : "signature";
}

describe("accepted", () => {
  test.each(vectors.accepted)("$name", (vector) => {
    expect(refusalOf(vector)).toBeUndefined();
    expect(vector.signature.split(" ")).toContain(sign(secretKey(vector.secret), messageOf(vector)));
  });
});

describe("refused", () => {
  test.each(vectors.refused)("$name", (vector) => {
    expect(refusalOf(vector)).toBe(vector.reason);
  });
});

test.each(vectors.accepted.filter(({ bodyBase64 }) => bodyBase64 === undefined))(
  "the Standard Webhooks library signs the same: $name",
  ({ secret, id, timestamp, method, target, body, signature }) => {
    const at = new Date(Number(timestamp) * 1_000);
    expect(signature.split(" ")).toContain(
      new Webhook(secret).sign(id, at, `${method} ${target}\n${body ?? ""}`),
    );
  },
);

test.each(vectors.accepted)("a body that comes byte by byte is the same body: $name", (vector) => {
  const message = messageOf(vector);
  const check = startVerifying([secretKey(vector.secret)], message);
  for (const byte of message.body) check.update(Uint8Array.of(byte));
  expect(check.matches(vector.signature)).toBe(true);
});

test("either of two live secrets signs, and an ended one does not", () => {
  const [one, two, ended] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte));
  const message = { id: "m", timestamp: "1", method: "GET", target: "/", body: Buffer.alloc(0) };
  if (!one || !two || !ended) throw new Error("no keys");
  expect(verify([one, two], message, sign(one, message))).toBe(true);
  expect(verify([one, two], message, sign(two, message))).toBe(true);
  expect(verify([one, two], message, sign(ended, message))).toBe(false);
  expect(verify([], message, sign(one, message))).toBe(false);
});

test("a secret is 32 bytes in base64 behind whsec_, and reads back", () => {
  const key = Buffer.alloc(32, 7);
  expect(formatSecret(key)).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(secretKey(formatSecret(key))).toEqual(key);
});
