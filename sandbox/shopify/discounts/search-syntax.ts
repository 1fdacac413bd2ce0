import { notModelled } from "../not-modelled.ts";

// Shopify's search syntax, as far as discounts, codes and segments need it: words, "phrases", field:value,
// -not, AND, OR, commas between values and the comparators < <= > >=. Source: shopify.dev, search syntax.

type Comparator = "=" | "<" | "<=" | ">" | ">=";

interface Term {
  field: string | null;
  comparator: Comparator;
  /** Lower case; several of them mean any of them. */
  values: string[];
  isNegated: boolean;
}

/** What a searched thing says about one field: words to look in, or a number to compare. */
export type SearchField<T> =
  | { kind: "words"; read: (item: T) => string | readonly string[] }
  | { kind: "exact"; read: (item: T) => string | readonly string[] }
  | { kind: "number"; read: (item: T) => number | null }
  | { kind: "time"; read: (item: T) => string | null };

export type SearchFields<T> = Record<string, SearchField<T>> & { default: SearchField<T> };

/** A test for items; alternatives joined by OR, of terms that all hold. A field that is not played is an error. */
export function compileSearch<T>(query: unknown, fields: SearchFields<T>): (item: T) => boolean {
  const text = typeof query === "string" ? query.trim() : "";
  if (text === "") return () => true;
  const alternatives = parseSearch(text).map((terms) => terms.map((term) => compileTerm(term, fields)));
  return (item) => alternatives.some((terms) => terms.every((holds) => holds(item)));
}

const TOKEN = /(-)?(?:([\w.]+):\s*)?(<=|>=|<|>)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s()]+))/g;

function parseSearch(text: string): Term[][] {
  const alternatives: Term[][] = [[]];
  for (const found of text.matchAll(TOKEN)) {
    const [whole, minus, field, comparator, double, single, bare] = found;
    if (whole === "AND") continue;
    if (whole === "OR") {
      alternatives.push([]);
      continue;
    }
    const quoted = double ?? single;
    const value = (quoted ?? bare ?? "").replaceAll(/\\(.)/g, "$1").toLowerCase();
    alternatives.at(-1)?.push({
      field: field?.toLowerCase() ?? null,
      comparator: (comparator as Comparator | undefined) ?? "=",
      values: quoted === undefined && field ? value.split(",") : [value],
      isNegated: minus !== undefined,
    });
  }
  return alternatives.filter((terms) => terms.length > 0);
}

function compileTerm<T>(term: Term, fields: SearchFields<T>): (item: T) => boolean {
  const field = fields[term.field ?? "default"];
  if (!field) throw notModelled("QueryRoot", `query with ${term.field}`);
  const holds = (item: T) => term.values.some((value) => matches(field, term.comparator, value, item));
  return term.isNegated ? (item) => !holds(item) : holds;
}

function matches<T>(field: SearchField<T>, comparator: Comparator, value: string, item: T): boolean {
  switch (field.kind) {
    case "words":
      return listOf(field.read(item)).some((words) =>
        words.toLowerCase().includes(value.replaceAll("*", "")),
      );
    case "exact":
      return listOf(field.read(item)).some((one) => one.toLowerCase() === value);
    case "number": {
      const number = field.read(item);
      return number !== null && compare(number, comparator, Number(value.split("/").at(-1)));
    }
    case "time": {
      const time = field.read(item);
      return time !== null && compare(Date.parse(time), comparator, Date.parse(value));
    }
    default:
      field satisfies never;
      return false;
  }
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

function compare(left: number, comparator: Comparator, right: number): boolean {
  switch (comparator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      return left === right;
  }
}
