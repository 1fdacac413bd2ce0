/** What a ready-to-paste request for one pool is made of. */
export interface RequestExample {
  /** Where the API lives: https://coupons.example.com */
  origin: string;
  /** The request target as it is signed: /api/v1/claims */
  target: string;
  /** The API client's public key id. */
  keyId: string;
  /** The pool's handle. */
  pool: string;
}

export interface CodeExample {
  id: "curl" | "typescript" | "php" | "python";
  label: string;
  code: string;
}

/**
 * The JSON of the example, byte by byte what is signed. In test mode: sending it uses up no code.
 */
export function exampleBody(pool: string): string {
  return JSON.stringify({
    pool,
    campaign: { id: "welcome-2026", type: "automation" },
    mode: "test",
    recipients: [{ key: "msg-000001", contact: "ada@example.com" }],
  });
}

/** The same request four times. Each computes its signature; the secret comes from the environment. */
export function requestExamples(example: RequestExample): CodeExample[] {
  return [
    { id: "curl", label: "curl", code: curl(example) },
    { id: "typescript", label: "TypeScript", code: typescript(example) },
    { id: "php", label: "PHP", code: php(example) },
    { id: "python", label: "Python", code: python(example) },
  ];
}

function curl({ origin, target, keyId, pool }: RequestExample): string {
  return `# COUPON_POOLS_SECRET holds the API client's secret, whsec_...
BODY='${exampleBody(pool)}'
ID="msg_$(openssl rand -hex 12)"
TIME="$(date +%s)"
KEY="$(printf %s "\${COUPON_POOLS_SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')"
SIGNATURE="$(printf '%s.%s.POST ${target}\\n%s' "$ID" "$TIME" "$BODY" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)"

curl '${origin}${target}' \\
  -H 'content-type: application/json' \\
  -H 'x-api-key-id: ${keyId}' \\
  -H "webhook-id: $ID" \\
  -H "webhook-timestamp: $TIME" \\
  -H "webhook-signature: v1,$SIGNATURE" \\
  --data-binary "$BODY"
`;
}

function typescript({ origin, target, keyId, pool }: RequestExample): string {
  return `import { createHmac, randomUUID } from "node:crypto";

const key = Buffer.from(process.env.COUPON_POOLS_SECRET!.replace("whsec_", ""), "base64");
const body = JSON.stringify({
  pool: ${JSON.stringify(pool)},
  campaign: { id: "welcome-2026", type: "automation" },
  mode: "test",
  recipients: [{ key: "msg-000001", contact: "ada@example.com" }],
});
const id = randomUUID();
const time = Math.floor(Date.now() / 1000).toString();
const signature = createHmac("sha256", key)
  .update(\`\${id}.\${time}.POST ${target}\\n\${body}\`)
  .digest("base64");

const response = await fetch("${origin}${target}", {
  method: "POST",
  headers: {
    "content-type": "application/json",
    "x-api-key-id": "${keyId}",
    "webhook-id": id,
    "webhook-timestamp": time,
    "webhook-signature": \`v1,\${signature}\`,
  },
  body,
});
console.log(response.status, await response.json());
`;
}

function php({ origin, target, keyId, pool }: RequestExample): string {
  return `<?php
$key = base64_decode(substr(getenv('COUPON_POOLS_SECRET'), strlen('whsec_')));
$body = json_encode([
    'pool' => '${pool}',
    'campaign' => ['id' => 'welcome-2026', 'type' => 'automation'],
    'mode' => 'test',
    'recipients' => [['key' => 'msg-000001', 'contact' => 'ada@example.com']],
]);
$id = 'msg_' . bin2hex(random_bytes(12));
$time = time();
$signature = base64_encode(hash_hmac('sha256', "$id.$time.POST ${target}\\n$body", $key, true));

echo file_get_contents('${origin}${target}', false, stream_context_create(['http' => [
    'method' => 'POST',
    'content' => $body,
    'ignore_errors' => true,
    'header' => [
        'content-type: application/json',
        'x-api-key-id: ${keyId}',
        "webhook-id: $id",
        "webhook-timestamp: $time",
        "webhook-signature: v1,$signature",
    ],
]])), PHP_EOL;
`;
}

function python({ origin, target, keyId, pool }: RequestExample): string {
  return `import base64, hashlib, hmac, json, os, time, urllib.request, uuid

key = base64.b64decode(os.environ["COUPON_POOLS_SECRET"].removeprefix("whsec_"))
body = json.dumps({
    "pool": "${pool}",
    "campaign": {"id": "welcome-2026", "type": "automation"},
    "mode": "test",
    "recipients": [{"key": "msg-000001", "contact": "ada@example.com"}],
})
message_id = str(uuid.uuid4())
timestamp = str(int(time.time()))
signed = f"{message_id}.{timestamp}.POST ${target}\\n{body}"
signature = base64.b64encode(hmac.new(key, signed.encode(), hashlib.sha256).digest()).decode()

request = urllib.request.Request("${origin}${target}", data=body.encode(), headers={
    "content-type": "application/json",
    "x-api-key-id": "${keyId}",
    "webhook-id": message_id,
    "webhook-timestamp": timestamp,
    "webhook-signature": f"v1,{signature}",
})
print(urllib.request.urlopen(request).read().decode())
`;
}

/** A signature worked out by hand, against which an integration checks its own. */
export interface WorkedSignature {
  /** Made for this page; no API client has it. */
  secret: string;
  id: string;
  timestamp: string;
  /** What is signed, line break included. */
  signed: string;
  signature: string;
}
