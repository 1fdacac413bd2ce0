import { isUtf8 } from "node:buffer";
import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { JSON_BODY_BYTES_MAX, STORED_BODIES_MAX } from "#app/config/limits.ts";
import { isTimely, type SignatureCheck, startVerifying } from "#app/crypto/signature.ts";
import { type Refusal, type Result, refuse, succeed } from "#app/errors/refusal.ts";
import { storeFile } from "#app/uploads/store-file.server.ts";
import { type BodyForm, type BodyRules, bodyForm, notUtf8, tooLarge } from "./body-rules.ts";
import type { FailureVerdict } from "./failure-limit.server.ts";
import type { RawRequest } from "./raw-request.ts";
import { readBody } from "./read-body.ts";
import { signedHead } from "./signed-head.ts";
import { type StoredBody, storedBody } from "./stored-body.server.ts";

export type ReceivedBody =
  | { kind: "none" }
  | { kind: "json" | "bytes"; bytes: Uint8Array }
  | { kind: "csv"; file: StoredBody };

/** Who may call: how the keys behind a key id are found. */
export interface Callers<Caller extends { keys: KeyObject[] }> {
  /** Null for a key id that nobody has. */
  find: (keyId: string, nowMilliseconds: number) => Promise<Caller | null>;
  /** For its limits, its memory of messages and the log. */
  idOf: (caller: Caller) => string;
  /** Told of every call whose signature holds. */
  onUse: (caller: Caller, nowMilliseconds: number) => void;
}

/** A request whose signature holds. */
export interface Authenticated<Caller> {
  credentials: Caller;
  messageId: string;
  body: ReceivedBody;
}

/** What authentication needs of the world. */
export interface Gate {
  nowMilliseconds: () => number;
  wait: (milliseconds: number) => Promise<void>;
  countFailure: (address: string, keyId: string) => Promise<FailureVerdict>;
}

/** An unknown key id is checked against this, so that it costs the same. Nobody has it. */
const NOBODYS_KEY = createSecretKey(randomBytes(32));

/** Large bodies that are being written to files now. */
let storing = 0;

/**
 * Reads a request and checks its signature. First what the headers alone decide, then the body while it is
 * hashed. Refusals: `unauthorized`, `timestamp_out_of_range`, `rate_limited`, and those of the body.
 */
export async function authenticate<Caller extends { keys: KeyObject[] }>(
  request: RawRequest,
  rules: BodyRules,
  gate: Gate,
  callers: Callers<Caller>,
): Promise<Result<Authenticated<Caller>>> {
  const headers = signedHead(request);
  if (!headers.ok) return headers;
  const { keyId, id, timestamp, signatures } = headers.value;
  const fail = (refusal: Refusal) => slowly(gate, request.address, keyId, refusal);

  const now = gate.nowMilliseconds();
  if (!isTimely(timestamp, Math.floor(now / 1_000))) return await fail(stale(now));
  const form = bodyForm(request, rules);
  if (!form.ok) return form;

  const credentials = await callers.find(keyId, now);
  const keys = credentials && credentials.keys.length > 0 ? credentials.keys : [NOBODYS_KEY];
  const check = startVerifying(keys, headers.value);
  // A file is taken only for a key that exists.
  const body =
    form.value.kind === "csv" && !credentials
      ? await readForNobody(request, check)
      : await receive(request, form.value, check);
  if (!body.ok) return body;
  const isRight = check.matches(signatures);
  if (!credentials || !isRight) {
    if (body.value.kind === "csv") await body.value.file.discard();
    return await fail(wrong(request));
  }
  callers.onUse(credentials, now);
  return succeed({ credentials, messageId: id, body: body.value });
}

async function receive(
  request: RawRequest,
  form: BodyForm,
  check: SignatureCheck,
): Promise<Result<ReceivedBody>> {
  if (form.kind === "none") return succeed(form);
  if (form.kind === "csv") return await store(request, check);
  const bytes = await readBody(request.chunks(), form.bytesMax);
  if (bytes === "too_large") return tooLarge(form.bytesMax);
  if (form.kind === "json" && !isUtf8(bytes)) return notUtf8();
  check.update(bytes);
  return succeed({ kind: form.kind, bytes });
}

async function store(request: RawRequest, check: SignatureCheck): Promise<Result<ReceivedBody>> {
  if (storing >= STORED_BODIES_MAX) {
    return refuse("overloaded", "Too many files arrive at once. Send it again in a moment.", {
      retryAfterSeconds: 5,
    });
  }
  storing += 1;
  try {
    const stored = await storeFile(request.chunks(), (chunk) => check.update(chunk));
    if (!stored.ok) return stored;
    const file = storedBody(stored.value);
    if (stored.value.isUtf8) return succeed({ kind: "csv", file });
    await file.discard();
    return notUtf8();
  } finally {
    storing -= 1;
  }
}

/** Some of a file for a key that does not exist is hashed like any other, and never stored. */
async function readForNobody(request: RawRequest, check: SignatureCheck): Promise<Result<ReceivedBody>> {
  const bytes = await readBody(request.chunks(), JSON_BODY_BYTES_MAX);
  if (bytes !== "too_large") check.update(bytes);
  return succeed({ kind: "none" });
}

async function slowly(
  gate: Gate,
  address: string,
  keyId: string,
  refusal: Refusal,
): Promise<{ ok: false; refusal: Refusal }> {
  const verdict = await gate.countFailure(address, keyId);
  if (verdict.kind === "refuse") {
    return refuse("rate_limited", "Too many requests from here with this key id were not signed correctly.", {
      retryAfterSeconds: verdict.retryAfterSeconds,
    });
  }
  if (verdict.waitMilliseconds > 0) await gate.wait(verdict.waitMilliseconds);
  return { ok: false, refusal };
}

function stale(nowMilliseconds: number): Refusal {
  const seconds = Math.floor(nowMilliseconds / 1_000);
  return {
    code: "timestamp_out_of_range",
    detail: `webhook-timestamp must be within 5 minutes of the server's time, which is ${seconds} (${new Date(seconds * 1_000).toISOString()}).`,
  };
}

/** The same for an unknown key id and a wrong signature. What it repeats came from the sender. */
function wrong({ method, target }: RawRequest): Refusal {
  return {
    code: "unauthorized",
    detail: `The key id or the signature is wrong. What is signed is "<webhook-id>.<webhook-timestamp>.${method} ${target}", a line feed and the raw body.`,
  };
}
