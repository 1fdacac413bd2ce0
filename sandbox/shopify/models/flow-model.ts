import { readdirSync, readFileSync } from "node:fs";
import { notModelled } from "../not-modelled.ts";
import { type FlowField, type FlowTrigger, readFlowTrigger } from "../read-flow-trigger.ts";
import type { AdminModel } from "../sandbox-shopify.ts";

const EXTENSIONS = new URL("../../../extensions/", import.meta.url);
/** Flow's bound as developers tell it; no page of Shopify's was found that names it. */
const PAYLOAD_BYTES_MAX = 50_000;
const RUNS_KEPT = 50;

const isText = (value: unknown) => typeof value === "string";
/** Whether a value is of a field's type; what the app does not use is not played. */
const FITS: Record<string, (value: unknown) => boolean> = {
  single_line_text_field: (value) => isText(value) && !String(value).includes("\n"),
  number_decimal: (value) => typeof value === "number" && Number.isFinite(value),
  url: (value) =>
    isText(value) && /^https?:$/.test(URL.canParse(String(value)) ? new URL(String(value)).protocol : ""),
};

let deployed: FlowTrigger[] | undefined;

/** The triggers that `shopify app deploy` would bring to Shopify. */
function triggers(): FlowTrigger[] {
  deployed ??= readdirSync(EXTENSIONS).map((folder) =>
    readFlowTrigger(readFileSync(new URL(`${folder}/shopify.extension.toml`, EXTENSIONS), "utf8")),
  );
  return deployed;
}

/** Shopify Flow, as far as it is told: strict about what it is told, and it runs nothing. Its words are the sandbox's own. */
export const flowModel: AdminModel = {
  mutation: {
    flowTriggerReceive: ({ handle, payload, body }, { shopify }) => {
      if (body !== undefined) throw notModelled("Mutation", "flowTriggerReceive(body)");
      const trigger = triggers().find((one) => one.handle === handle);
      const problem = trigger
        ? problemOf(trigger.fields, payload)
        : { field: ["handle"], message: `There is no trigger with the handle ${String(handle)} in this app` };
      if (problem) return { userErrors: [{ __typename: "UserError", ...problem }] };
      shopify.state.change((data) => {
        const run = {
          handle: String(handle),
          payload: payload as Record<string, unknown>,
          at: shopify.now().toISOString(),
        };
        data.flowRuns = [run, ...data.flowRuns].slice(0, RUNS_KEPT);
      });
      return { userErrors: [] };
    },
  },
};

function problemOf(fields: FlowField[], payload: unknown): { field: string[]; message: string } | null {
  const say = (message: string) => ({ field: ["payload"], message });
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    return say("Payload must be an object");
  const bytes = Buffer.byteLength(JSON.stringify(payload));
  if (bytes > PAYLOAD_BYTES_MAX) return say(`Payload is ${bytes} bytes, more than ${PAYLOAD_BYTES_MAX}`);
  const told = new Map(Object.entries(payload));
  for (const key of told.keys()) {
    if (!fields.some((field) => field.key === key)) return say(`${key} is not a field of this trigger`);
  }
  for (const { key, type } of fields) {
    if (!told.has(key)) return say(`${key} is missing`);
    const fits = FITS[type];
    if (!fits) throw new Error(`The sandbox does not know fields of the type ${type}.`);
    if (!fits(told.get(key))) return say(`${key} is not a ${type}`);
  }
  return null;
}
