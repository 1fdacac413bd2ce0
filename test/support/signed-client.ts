import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { secretKey, sign } from "#app/crypto/signature.ts";

/** Who signs. */
export interface Credentials {
  keyId: string;
  /** `whsec_...` */
  secret: string;
}

/** Where requests go: the address of a server, or an app in this process. */
export type Destination = string | { request(request: Request): Response | Promise<Response> };

export interface SentBody {
  json?: unknown;
  csv?: string | Uint8Array;
  /** A part of a file. The library signs text only: these are signed by our own means. */
  bytes?: Uint8Array;
  /** As it is, without a content type. */
  raw?: string | Uint8Array;
}

export interface CallOptions extends SentBody {
  /** `webhook-id`; a fresh one otherwise. */
  id?: string;
  /** When it is signed; now otherwise. */
  at?: Date;
  /** Replaces or, with null, removes a header once it is signed. */
  headers?: Record<string, string | null>;
  /** What is signed instead of what is sent, for requests that must be refused. */
  signed?: { method?: string; target?: string; body?: string };
}

/** The headers of a signed request, made by the Standard Webhooks library. It signs text only. */
export function signedHeaders(
  { keyId, secret }: Credentials,
  message: { method: string; target: string; body: string; id?: string; at?: Date },
): Record<string, string> {
  const { method, target, body, id = randomUUID(), at = new Date() } = message;
  return {
    "x-api-key-id": keyId,
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(id, at, `${method} ${target}\n${body}`),
  };
}

/** Makes signed requests as an email platform would. `target` is the path with its query. */
export function signedClient(credentials: Credentials, destination: Destination) {
  return async (method: string, target: string, options: CallOptions = {}): Promise<Response> => {
    const { body, type } = bodyOf(options);
    const text = typeof body === "string" ? body : Buffer.from(body).toString("latin1");
    const signed = { method, target, body: text, ...options.signed };
    const headers: Record<string, string | null> = {
      ...signedHeaders(credentials, { ...signed, id: options.id, at: options.at }),
      ...(options.bytes ? signatureOfBytes(credentials, { method, target, ...options }) : {}),
      ...(type ? { "content-type": type } : {}),
      ...options.headers,
    };
    const request = {
      method,
      headers: Object.entries(headers).flatMap(([name, value]) =>
        value === null ? [] : [[name, value] as [string, string]],
      ),
      body: method === "GET" || method === "HEAD" ? undefined : new Uint8Array(Buffer.from(body)),
    };
    return typeof destination === "string"
      ? await fetch(destination + target, request)
      : await destination.request(new Request(`http://in.process${target}`, request));
  };
}

export type SignedClient = ReturnType<typeof signedClient>;

/** What differs for a body that is no text. */
function signatureOfBytes(
  { secret }: Credentials,
  message: CallOptions & { method: string; target: string },
): Record<string, string> {
  const { method, target, id = randomUUID(), at = new Date(), bytes = new Uint8Array() } = message;
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": sign(secretKey(secret), { id, timestamp, method, target, body: bytes }),
  };
}

function bodyOf({ json, csv, bytes, raw }: SentBody): { body: string | Uint8Array; type?: string } {
  if (json !== undefined) return { body: JSON.stringify(json), type: "application/json" };
  if (csv !== undefined) return { body: csv, type: "text/csv" };
  if (bytes !== undefined) return { body: bytes, type: "application/octet-stream" };
  return { body: raw ?? "" };
}
