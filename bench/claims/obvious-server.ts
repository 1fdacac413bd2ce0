// "The obvious way", for comparison: a Remix action whose Prisma transaction looks for a free code, updates it and
// inserts the claim. It checks the same signature, with a key that it is handed and need not look up. Just so, two
// requests at once get the same code; `guarded` looks whether the code is still free when it is updated.
import { createAdaptorServer } from "@hono/node-server";
import type { Prisma } from "@prisma/client";
import { createRequestHandler, type ServerBuild } from "@remix-run/server-runtime";
import { contactHash } from "#app/crypto/contact-hash.ts";
import { secretKey, verify } from "#app/crypto/signature.ts";
import { database } from "#app/db/database.server.ts";

interface Settings {
  port: number;
  accountId: string;
  clientId: string;
  secret: string;
  guarded: "yes" | "no";
}

const settings = JSON.parse(process.argv[2] ?? "{}") as Settings;
const keys = [secretKey(settings.secret)];
const hashKey = new Uint8Array(32);
const { prisma } = database();

interface ClaimMessage {
  pool: string;
  campaign: { id: string; type: "automation" | "broadcast" };
  recipients: [{ key: string; contact: string }];
}

async function action({ request }: { request: Request }): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const signed = {
    id: request.headers.get("webhook-id") ?? "",
    timestamp: request.headers.get("webhook-timestamp") ?? "",
    method: request.method,
    target: new URL(request.url).pathname,
    body,
  };
  if (!verify(keys, signed, request.headers.get("webhook-signature") ?? "")) {
    return Response.json({ title: "Unauthorized" }, { status: 401 });
  }
  const message = JSON.parse(Buffer.from(body).toString()) as ClaimMessage;
  const claimed = await claim(message);
  return Response.json({ claims: [{ key: message.recipients[0].key, outcome: "assigned", ...claimed }] });
}

async function claim({ pool, campaign, recipients: [{ key, contact }] }: ClaimMessage) {
  for (;;) {
    const code = await prisma.$transaction(
      (transaction) => takeOne(transaction, pool, { campaign, key, contact }),
      { maxWait: 60_000, timeout: 60_000 },
    );
    if (code) return code;
    // Somebody else was faster: look again.
  }
}

async function takeOne(
  transaction: Prisma.TransactionClient,
  poolId: string,
  { campaign, key, contact }: { campaign: ClaimMessage["campaign"]; key: string; contact: string },
) {
  const free = await transaction.code.findFirst({
    where: { poolId, state: "available" },
    orderBy: { position: "asc" },
  });
  if (!free) throw new Error("The pool is empty.");
  const now = new Date();
  const { count } = await transaction.code.updateMany({
    where: settings.guarded === "yes" ? { id: free.id, state: "available" } : { id: free.id },
    data: { state: "assigned", assignedAt: now },
  });
  if (count === 0) return undefined;
  await transaction.claim.create({
    data: {
      poolId,
      key,
      accountId: settings.accountId,
      clientId: settings.clientId,
      contactHash: contactHash(hashKey, contact) as Uint8Array<ArrayBuffer>,
      campaignId: campaign.id,
      campaignType: campaign.type,
      outcome: "assigned",
      codeId: free.id,
      claimedAt: now,
    },
  });
  return { code: free.code, assignedAt: now.toISOString(), expiresAt: null };
}

const route = { id: "routes/claims", path: "api/v1/claims", parentId: undefined };
const build: ServerBuild = {
  entry: {
    module: {
      default: () => {
        throw new Error("There are no pages here.");
      },
    },
  },
  routes: { [route.id]: { ...route, module: { action, default: undefined } } },
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "bench" },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {} as ServerBuild["future"],
  isSpaMode: false,
} as unknown as ServerBuild;

const server = createAdaptorServer({ fetch: createRequestHandler(build, "production") });
server.listen(settings.port, "127.0.0.1", () => process.send?.("ready"));
process.once("disconnect", () => process.exit(0));
