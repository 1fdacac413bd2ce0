import { PLATFORM_PATIENCE_SECONDS } from "#app/config/limits.ts";
import { patiently } from "#app/replenishment/patiently.ts";
import { storePace } from "#app/replenishment/store-pace.server.ts";
import { systemClock } from "#app/replenishment/system-clock.server.ts";
import { BULK_OPERATION, BULK_RUN, CODES_ADD_LINE, STAGE_UPLOAD } from "./bulk-documents.ts";
import type { SandboxStore } from "./sandbox-store.ts";

/** Codes of one call of `discountRedeemCodeBulkAdd`, and so of one line. */
const LINE_CODES = 250;
/** As many bulk mutations as Shopify runs side by side for an app and shop. */
const OPERATIONS_MAX = 5;
/** Creations asked about side by side, as many as the app asks about. */
const ASKED_MAX = 12;
const WAIT_SECONDS_FIRST = 0.5;
const WAIT_SECONDS_MAX = 5;

/**
 * Makes codes by bulk mutations: the lines dealt out to five files, each uploaded, run and waited for. A line only
 * queues its codes, as a direct call does, so that every creation is then asked about, as the app asks.
 */
export async function mintInBulk(store: SandboxStore, discountId: string, codes: string[]): Promise<void> {
  const lines: string[] = [];
  for (let from = 0; from < codes.length; from += LINE_CODES) {
    const some = codes.slice(from, from + LINE_CODES).map((code) => ({ code }));
    lines.push(JSON.stringify({ discountId, codes: some }));
  }
  const files = Array.from({ length: Math.min(OPERATIONS_MAX, lines.length) }, (_, nth) =>
    lines.filter((_line, place) => place % OPERATIONS_MAX === nth).join("\n"),
  );
  await Promise.all(
    files.map(async (file) => {
      const creations = await runFile(store, file);
      await confirm(store, creations);
    }),
  );
}

interface Target {
  url: string;
  parameters: { name: string; value: string }[];
}

/** Uploads a file, runs it, waits for its end, and reads the ids of the creations that its lines have started. */
async function runFile(store: SandboxStore, file: string): Promise<string[]> {
  const input = { resource: "BULK_MUTATION_VARIABLES", filename: "codes.jsonl", mimeType: "text/jsonl" };
  const staged = (await store.query(STAGE_UPLOAD, { input: [{ ...input, httpMethod: "POST" }] })) as {
    stagedUploadsCreate: { stagedTargets: Target[] };
  };
  const [target] = staged.stagedUploadsCreate.stagedTargets;
  if (!target) throw new Error("There is no place for the file.");
  await upload(store, target, file);
  const started = (await store.query(BULK_RUN, {
    mutation: CODES_ADD_LINE,
    stagedUploadPath: target.parameters.find(({ name }) => name === "key")?.value,
  })) as { bulkOperationRunMutation: { bulkOperation: { id: string } | null; userErrors: object[] } };
  const { bulkOperation, userErrors } = started.bulkOperationRunMutation;
  if (!bulkOperation) throw new Error(JSON.stringify(userErrors));
  const response = await store.sandbox.shopify.request(await resultUrl(store, bulkOperation.id));
  const results = (await response.text()).trim().split("\n");
  return results.map((line) => {
    const { data } = JSON.parse(line) as {
      data?: { discountRedeemCodeBulkAdd: { bulkCreation: { id: string } | null } };
    };
    const id = data?.discountRedeemCodeBulkAdd.bulkCreation?.id;
    if (!id) throw new Error(`A line has failed: ${line}`);
    return id;
  });
}

async function upload({ sandbox }: SandboxStore, target: Target, file: string): Promise<void> {
  const form = new FormData();
  for (const { name, value } of target.parameters) form.append(name, value);
  form.append("file", new Blob([file]), "codes.jsonl");
  const { status } = await sandbox.shopify.request(target.url, { method: "POST", body: form });
  if (status !== 201) throw new Error(`The file was not taken: ${status}.`);
}

async function resultUrl(store: SandboxStore, id: string): Promise<string> {
  for (let wait = WAIT_SECONDS_FIRST; ; wait = Math.min(WAIT_SECONDS_MAX, wait * 1.5)) {
    await sleep(wait);
    const { bulkOperation } = (await store.query(BULK_OPERATION, { id })) as {
      bulkOperation: { status: string; url: string | null };
    };
    if (bulkOperation.url) return bulkOperation.url;
    if (bulkOperation.status === "FAILED") throw new Error("The bulk mutation failed.");
  }
}

/** Asks about creations by the app's own platform and at its pace, until each is done. */
async function confirm({ storeId, platform }: SandboxStore, creations: string[]): Promise<void> {
  const asked = platform(storePace(storeId, "background"));
  const patience = {
    clock: systemClock,
    random: Math.random,
    signal: new AbortController().signal,
    patienceSeconds: PLATFORM_PATIENCE_SECONDS,
  };
  const left = [...creations];
  const askOn = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const creation = id;
      const result = await patiently(() => asked.collect(creation), patience);
      if (result.kind !== "done") throw new Error(result.detail);
      if (result.value.kind !== "not_yet") continue;
      left.push(creation);
      await sleep(WAIT_SECONDS_FIRST);
    }
  };
  await Promise.all(Array.from({ length: ASKED_MAX }, askOn));
}

async function sleep(seconds: number): Promise<void> {
  await systemClock.wait(seconds, new AbortController().signal);
}
