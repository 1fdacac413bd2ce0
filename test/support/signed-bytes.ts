import { secretKey, sign } from "#app/crypto/signature.ts";
import type { Credentials } from "./signed-client.ts";

/** Makes a whole signed HTTP request, head and body, ready to be written to a socket. */
export function signedBytes(credentials: Credentials): (target: string, message: unknown) => Buffer {
  const key = secretKey(credentials.secret);
  let sent = 0;
  return (target, message) => {
    sent += 1;
    const body = Buffer.from(JSON.stringify(message));
    const id = `msg_${sent}`;
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = sign(key, { id, timestamp, method: "POST", target, body });
    const head = [
      `POST ${target} HTTP/1.1`,
      "host: 127.0.0.1",
      "content-type: application/json",
      `content-length: ${body.length}`,
      `x-api-key-id: ${credentials.keyId}`,
      `webhook-id: ${id}`,
      `webhook-timestamp: ${timestamp}`,
      `webhook-signature: ${signature}`,
      "\r\n",
    ].join("\r\n");
    return Buffer.concat([Buffer.from(head), body]);
  };
}
