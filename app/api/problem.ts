import { ERROR_CATALOGUE } from "../errors/error-catalogue.ts";
import type { Refusal } from "../errors/refusal.ts";

/** An answer before the headers that every answer has. */
export interface ApiAnswer {
  status: number;
  body: string | ReadableStream<Uint8Array>;
  headers: Record<string, string>;
}

/** A refusal as `application/problem+json` (RFC 9457). `docsUrl` is where the codes are explained. */
export function problem(refusal: Refusal, docsUrl: string): ApiAnswer {
  const { status, title } = ERROR_CATALOGUE[refusal.code];
  const { code, detail, errors, reason, retryAfterSeconds } = refusal;
  return {
    status,
    body: JSON.stringify({ type: `${docsUrl}#${code}`, title, status, detail, code, errors, reason }),
    headers: {
      "content-type": "application/problem+json",
      ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterSeconds)) }),
    },
  };
}
