import { escapeHtml, markdownToHtml } from "./markdown-to-html.ts";

/** As much of JSON Schema as our messages use. */
interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  required?: string[];
  properties?: Record<string, JsonSchema>;
}

/** The fields of a message, nested ones indented by their dotted names; a link for a message of its own. */
export function schemaTable(schema: object): string {
  const root = schema as JsonSchema;
  if (root.$ref) return `<p>${link(root.$ref)}</p>`;
  return `<table><thead><tr><th>field</th><th>type</th><th>meaning</th></tr></thead><tbody>${rows(root, "")}</tbody></table>`;
}

function rows(schema: JsonSchema, prefix: string): string {
  return Object.entries(schema.properties ?? {})
    .map(([name, field]) => {
      const path = prefix + name;
      const isOptional = !schema.required?.includes(name);
      const inner = field.items?.properties ? field.items : field;
      const below = inner === field ? `${path}.` : `${path}[].`;
      return `<tr><td><code>${escapeHtml(path)}</code>${isOptional ? " <em>optional</em>" : ""}</td><td>${typeOf(field)}</td><td>${meaning(field)}</td></tr>${rows(inner, below)}`;
    })
    .join("");
}

function typeOf(schema: JsonSchema): string {
  if (schema.$ref) return link(schema.$ref);
  if (schema.items) return `array of ${schema.items.$ref ? link(schema.items.$ref) : typeOf(schema.items)}`;
  if (schema.const !== undefined) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`;
  return escapeHtml([schema.type ?? "any"].flat().join(" or "));
}

function meaning(schema: JsonSchema): string {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum } = schema;
  const values = schema.enum?.filter((value) => value !== null);
  const isListed = values?.every((value) => schema.description?.includes(`\`${String(value)}\``));
  const facts = [
    values && !isListed ? `One of ${values.map((value) => `\`${String(value)}\``).join(", ")}.` : "",
    range(minLength, maxLength, "characters"),
    range(minItems, maxItems, "entries"),
    range(minimum, maximum, ""),
    schema.default === undefined ? "" : `Default: \`${String(schema.default)}\`.`,
  ].filter((fact) => fact !== "");
  return [schema.description ?? "", facts.join(" ")]
    .filter((text) => text !== "")
    .map(markdownToHtml)
    .join("");
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  // Whole numbers carry the bounds of their type, which say nothing.
  if (most === undefined || most >= Number.MAX_SAFE_INTEGER) return "";
  return `${(least ?? 0).toLocaleString("en")} to ${most.toLocaleString("en")} ${unit}`.trim().concat(".");
}

function link(ref: string): string {
  const name = escapeHtml(ref.slice(ref.lastIndexOf("/") + 1));
  return `<a href="#schema-${name}">${name}</a>`;
}
