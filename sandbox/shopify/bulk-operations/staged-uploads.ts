import { randomBytes, randomUUID } from "node:crypto";

/** Bytes of a file with the variables of a bulk mutation. Source: shopify.dev, bulk imports, limitations. */
const UPLOAD_BYTES_MAX = 100 * 1024 * 1024;
/** As long as the policy in the example of Shopify's guide. */
const TARGET_LASTS_MILLISECONDS = 24 * 60 * 60 * 1_000;

export interface StagedTarget {
  /** What `bulkOperationRunMutation` calls `stagedUploadPath`. */
  key: string;
  parameters: { name: string; value: string }[];
}

/** A file that lies there. Uploading to the same target again makes it another one. */
export interface StagedFile {
  readonly text: string;
}

type Received = { ok: true } | { ok: false; status: 400 | 403; code: string; message: string };

export interface StagedUploads {
  stage(filename: string, now: Date): StagedTarget;
  /** Takes a multipart form: every parameter of the target as it was given, then the file. */
  receive(form: FormData, now: Date): Promise<Received>;
  find(key: string): StagedFile | undefined;
}

/** Files that the app laid down for bulk mutations. Kept in memory: a restart forgets them. */
export function createStagedUploads(): StagedUploads {
  const targets = new Map<string, { target: StagedTarget; endsAt: number; file?: StagedFile }>();
  return {
    stage(filename, now) {
      const target = makeTarget(filename, now);
      targets.set(target.key, { target, endsAt: now.getTime() + TARGET_LASTS_MILLISECONDS });
      return target;
    },
    async receive(form, now) {
      const fields = [...form.entries()];
      const [name, file] = fields.at(-1) ?? [];
      // "If you add the file parameter somewhere else, then you'll receive an error."
      if (name !== "file" || !(file instanceof File)) {
        return refused(400, "InvalidArgument", "The last part of the form has to be the file.");
      }
      const staged = targets.get(String(form.get("key")));
      if (!staged) return refused(403, "AccessDenied", "Access denied.");
      const given = new Map(fields.slice(0, -1).map(([key, value]) => [key, String(value)]));
      const fits = staged.target.parameters.every((one) => given.get(one.name) === one.value);
      if (!fits || given.size !== staged.target.parameters.length) {
        return refused(403, "SignatureDoesNotMatch", "The form has to repeat every parameter.");
      }
      if (now.getTime() >= staged.endsAt) return refused(400, "ExpiredToken", "The policy has expired.");
      if (file.size > UPLOAD_BYTES_MAX) {
        const message = "Your proposed upload exceeds the maximum allowed size";
        return refused(400, "EntityTooLarge", message);
      }
      if (file.size === 0)
        return refused(400, "EntityTooSmall", "Your proposed upload is smaller than 1 byte");
      staged.file = { text: await file.text() };
      return { ok: true };
    },
    find: (key) => targets.get(key)?.file,
  };
}

/** The names are those of the guide's example; the values only have to come back unchanged. */
function makeTarget(filename: string, now: Date): StagedTarget {
  const key = `tmp/21759409/bulk/${randomUUID()}/${filename}`;
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const values = {
    key,
    "Content-Type": "text/jsonl",
    success_action_status: "201",
    acl: "private",
    policy: Buffer.from(JSON.stringify({ conditions: [{ key }] })).toString("base64"),
    "x-goog-credential": `sandbox/${stamp.slice(0, 8)}/auto/storage/goog4_request`,
    "x-goog-algorithm": "GOOG4-RSA-SHA256",
    "x-goog-date": stamp,
    "x-goog-signature": randomBytes(32).toString("hex"),
  };
  return { key, parameters: Object.entries(values).map(([name, value]) => ({ name, value })) };
}

function refused(status: 400 | 403, code: string, message: string): Received {
  return { ok: false, status, code, message };
}
