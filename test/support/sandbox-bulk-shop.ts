import { expect } from "vitest";
import {
  BULK_OPERATION,
  BULK_RUN,
  CODES_ADD_LINE,
  STAGE_UPLOAD,
} from "../../bench/replenish/bulk-documents.ts";
import { openSandboxShop } from "./sandbox-shop.ts";

const CREATE = `mutation ($input: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $input) { codeDiscountNode { id } userErrors { field code message } } }`;
const INPUT = {
  resource: "BULK_MUTATION_VARIABLES",
  filename: "codes",
  mimeType: "text/jsonl",
  httpMethod: "POST",
};

interface Target {
  url: string;
  parameters: { name: string; value: string }[];
}

interface Operation {
  id: string;
  status: string;
  errorCode: string | null;
  objectCount: string;
  url: string | null;
  partialDataUrl: string | null;
}

interface Line {
  data?: {
    discountRedeemCodeBulkAdd: { bulkCreation: { id: string } | null; userErrors: { code: string }[] };
  };
  errors?: { message: string; extensions?: { code: string } }[];
  __lineNumber: number;
}

/** A pretend shop with a discount, and the steps of a bulk mutation that adds codes to it. */
export async function openBulkShop(lineMilliseconds = 1_000) {
  const shop = await openSandboxShop({ pace: { bulkLineMilliseconds: lineMilliseconds } });
  const input = {
    title: "Ten percent",
    code: "FIRST",
    startsAt: "2026-11-23T00:00:00Z",
    context: { all: "ALL" },
    customerGets: { value: { percentage: 0.1 }, items: { all: true } },
  };
  const made = await shop.query(CREATE, { input });
  const discountId = (made.data as { discountCodeBasicCreate: { codeDiscountNode: { id: string } } })
    .discountCodeBasicCreate.codeDiscountNode.id;
  const stage = async (overrides: object = {}) => {
    const { data } = await shop.query(STAGE_UPLOAD, { input: [{ ...INPUT, ...overrides }] });
    return (data as { stagedUploadsCreate: { stagedTargets: Target[] | null; userErrors: object[] } })
      .stagedUploadsCreate;
  };
  const newTarget = async () => {
    const [target] = (await stage()).stagedTargets ?? [];
    if (!target) throw new Error("No target.");
    return target;
  };
  const upload = async ({ url, parameters }: Target, text: string) => {
    const form = new FormData();
    for (const { name, value } of parameters) form.append(name, value);
    form.append("file", new Blob([text]), "codes.jsonl");
    return await shop.sandbox.shopify.request(url, { method: "POST", body: form });
  };
  const path = ({ parameters }: Target) => parameters.find(({ name }) => name === "key")?.value ?? "";
  const run = async (stagedUploadPath: string, overrides: object = {}) => {
    const answer = await shop.query(BULK_RUN, { mutation: CODES_ADD_LINE, stagedUploadPath, ...overrides });
    expect(answer.errors).toBeUndefined();
    return (
      answer.data as {
        bulkOperationRunMutation: {
          bulkOperation: Operation | null;
          userErrors: { code: string | null; message: string }[];
        };
      }
    ).bulkOperationRunMutation;
  };
  const start = async (text: string) => {
    const target = await newTarget();
    expect((await upload(target, text)).status).toBe(201);
    const { bulkOperation, userErrors } = await run(path(target));
    expect(userErrors).toEqual([]);
    return { id: bulkOperation?.id ?? "", target };
  };
  const look = async (id: string) => {
    const { data } = await shop.query(BULK_OPERATION, { id });
    return (data as { bulkOperation: Operation }).bulkOperation;
  };
  const read = async (url: string | null) => {
    const response = await shop.sandbox.shopify.request(url ?? "");
    if (!response.ok) return response.status;
    return (await response.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
  };
  const line = (...codes: string[]) => JSON.stringify({ discountId, codes: codes.map((code) => ({ code })) });
  return { ...shop, stage, newTarget, upload, path, run, start, look, read, line };
}
