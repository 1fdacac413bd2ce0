import { type Result, refuse, succeed } from "../errors/refusal.ts";
import type { RawRequest } from "./raw-request.ts";

/** Which bodies a call takes, and how large; none for a call that takes no body. */
export interface BodyRules {
  json?: { bytesMax: number };
  csv?: { bytesMax: number };
  /** Anything, read into memory: a part of a file. */
  bytes?: { bytesMax: number };
}

export type BodyForm = { kind: "none" } | { kind: "json" | "csv" | "bytes"; bytesMax: number };

const MEDIA_TYPES = { json: "application/json", csv: "text/csv", bytes: "application/octet-stream" } as const;

/** What a request's headers say its body is, before a byte of it is read. Refusals: 400, 413, 415. */
export function bodyForm(request: RawRequest, rules: BodyRules): Result<BodyForm> {
  const encoding = request.header("content-encoding")?.trim().toLowerCase();
  if (encoding && encoding !== "identity") {
    return refuse("unsupported_media_type", "Send the body as it is: compressed bodies are not taken.");
  }
  const length = Number(request.header("content-length") ?? 0);
  const kinds = (["json", "csv", "bytes"] as const).filter((kind) => rules[kind]);
  if (kinds.length === 0) {
    return length > 0 || request.header("transfer-encoding")
      ? refuse("invalid_request", "This call takes no body.")
      : succeed({ kind: "none" });
  }
  const type = mediaType(request.header("content-type"));
  const kind = kinds.find((candidate) => MEDIA_TYPES[candidate] === type);
  const rule = kind && rules[kind];
  if (!kind || !rule) {
    const wanted = kinds.map((candidate) => `"content-type: ${MEDIA_TYPES[candidate]}"`).join(" or ");
    const text = rules.bytes ? "" : ", in UTF-8";
    return refuse("unsupported_media_type", `Send this call with ${wanted}${text}.`);
  }
  return length > rule.bytesMax ? tooLarge(rule.bytesMax) : succeed({ kind, bytesMax: rule.bytesMax });
}

/** The refusal of a body over the limit. */
export function tooLarge(bytesMax: number): ReturnType<typeof refuse> {
  return refuse(
    "too_large",
    `The body may have at most ${bytesMax.toLocaleString("en")} bytes. Split it into several calls.`,
  );
}

/** The refusal of a body that is not text in UTF-8. */
export function notUtf8(): ReturnType<typeof refuse> {
  return refuse(
    "invalid_request",
    "The body is not valid UTF-8. Send it in UTF-8 and sign the bytes that you send.",
  );
}

/** `text/csv; charset=utf-8` is text/csv; another charset is not taken. */
function mediaType(header: string | undefined): string | undefined {
  const [essence = "", ...parameters] = (header ?? "").toLowerCase().split(";");
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith("charset="));
  const isUtf8 = !charset || /^charset="?utf-?8"?$/.test(charset);
  return isUtf8 ? essence.trim() : undefined;
}
