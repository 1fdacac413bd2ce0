/** A field of a trigger, as its extension declares it. */
export interface FlowField {
  type: string;
  key: string;
  description?: string;
}

/** A Flow trigger extension. */
export interface FlowTrigger {
  name: string;
  type: string;
  handle: string;
  description?: string;
  fields: FlowField[];
}

const LINE = /^(\w+) = "([^"\\]*)"$/;

/**
 * Reads what the extension of a trigger holds: a table of words, and its fields. Anything else in the file is refused
 * with its line, rather than passed over.
 */
export function readFlowTrigger(toml: string): FlowTrigger {
  const extension: Record<string, string> = {};
  const fields: Record<string, string>[] = [];
  let section: Record<string, string> | null = null;
  for (const [index, whole] of toml.split("\n").entries()) {
    const line = whole.trim();
    if (line === "" || line.startsWith("#")) continue;
    if (line === "[[extensions]]") section = extension;
    else if (line === "[settings]") section = null;
    else if (line === "[[settings.fields]]") {
      section = {};
      fields.push(section);
    } else {
      const [, key = "", value = ""] = LINE.exec(line) ?? [];
      if (!section || key === "" || key in section)
        throw new Error(`Line ${index + 1} is not understood: ${line}`);
      section[key] = value;
    }
  }
  return { ...extension, fields } as unknown as FlowTrigger;
}
