import { countryName } from "../platforms/country-name.ts";

let codes: Map<string, string> | undefined;

/** Countries by their English name in lower case. */
function codesByName(): Map<string, string> {
  if (codes) return codes;
  codes = new Map();
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const code = String.fromCharCode(first, second);
      const name = countryName(code);
      if (name && !codes.has(name.toLowerCase())) codes.set(name.toLowerCase(), code);
    }
  }
  return codes;
}

/** "de, Austria" -> ["DE", "AT"]. What is neither a code nor a name stays as it is typed. */
export function readCountries(typed: string): string[] {
  const parts = typed
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const read = parts.map((part) =>
    /^[a-z]{2}$/i.test(part) ? part.toUpperCase() : (codesByName().get(part.toLowerCase()) ?? part),
  );
  return [...new Set(read)];
}
