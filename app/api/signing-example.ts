import { secretKey, sign } from "../crypto/signature.ts";

/** The request that the documentation signs. Its secret is public and belongs to nobody. */
export const EXAMPLE = {
  keyId: "cpk_01JD5ZQ2N3T4V5W6X7Y8Z9A0BC",
  secret: "whsec_ZXhhbXBsZS1zZWNyZXQtdGhhdC1pcy1ub2JvZHlzISE=",
  id: "msg_2026-11-23_000001",
  timestamp: "1795424400",
  method: "POST",
  target: "/api/v1/claims",
  body: '{"pool":"welcome-2026","campaign":{"id":"welcome-2026","type":"automation"},"recipients":[{"key":"msg-000001","contact":"ada@example.com"}]}',
} as const;

/** Its signature, made by the same code that checks real ones. */
export function exampleSignature(): string {
  return sign(secretKey(EXAMPLE.secret), { ...EXAMPLE, body: Buffer.from(EXAMPLE.body) });
}

/** The same request in the languages that integrations are written in, ready to paste. */
export function exampleRequests(server: string): { language: string; source: string }[] {
  const { keyId, secret, target, body } = EXAMPLE;
  return [
    {
      language: "Shell",
      source: `# openssl wants the key of the HMAC in hexadecimal.
KEY=$(printf %s '${secret.slice("whsec_".length)}' | base64 -d | od -An -v -tx1 | tr -d ' \\n')
BODY='${body}'
ID=msg_$(date +%s)_$$
NOW=$(date +%s)
SIGNATURE=$(printf '%s.%s.POST %s\\n%s' "$ID" "$NOW" '${target}' "$BODY" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | base64)
curl -sS ${server}${target} \\
  -H 'content-type: application/json' \\
  -H 'x-api-key-id: ${keyId}' \\
  -H "webhook-id: $ID" -H "webhook-timestamp: $NOW" -H "webhook-signature: v1,$SIGNATURE" \\
  --data-binary "$BODY"`,
    },
    {
      language: "TypeScript",
      source: `import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";

const body = JSON.stringify(${pretty(body)});
const id = randomUUID();
const now = new Date();
const signature = new Webhook("${secret}").sign(id, now, \`POST ${target}\\n\${body}\`);
const response = await fetch("${server}${target}", {
  method: "POST",
  headers: {
    "content-type": "application/json",
    "x-api-key-id": "${keyId}",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": signature,
  },
  body,
});
console.log(response.status, await response.json());`,
    },
    {
      language: "PHP",
      source: `$body = '${body}';
$id = 'msg_' . bin2hex(random_bytes(12));
$now = time();
$key = base64_decode(substr('${secret}', strlen('whsec_')));
$signed = "$id.$now.POST ${target}\\n$body";
$signature = 'v1,' . base64_encode(hash_hmac('sha256', $signed, $key, true));
$request = curl_init('${server}${target}');
curl_setopt_array($request, [
    CURLOPT_POSTFIELDS => $body,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_HTTPHEADER => [
        'content-type: application/json',
        'x-api-key-id: ${keyId}',
        "webhook-id: $id",
        "webhook-timestamp: $now",
        "webhook-signature: $signature",
    ],
]);
echo curl_exec($request), PHP_EOL;`,
    },
    {
      language: "Python",
      source: `import base64, hashlib, hmac, json, time, urllib.error, urllib.request, uuid

body = json.dumps(${pretty(body)}).encode()
message_id, now = str(uuid.uuid4()), str(int(time.time()))
key = base64.b64decode("${secret}".removeprefix("whsec_"))
signed = f"{message_id}.{now}.POST ${target}\\n".encode() + body
signature = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
request = urllib.request.Request("${server}${target}", body, {
    "content-type": "application/json",
    "x-api-key-id": "${keyId}",
    "webhook-id": message_id,
    "webhook-timestamp": now,
    "webhook-signature": signature,
})
try:
    print(urllib.request.urlopen(request).read().decode())
except urllib.error.HTTPError as refusal:
    print(refusal.code, refusal.read().decode())`,
    },
  ];
}

function pretty(json: string): string {
  return JSON.stringify(JSON.parse(json), null, 2);
}
