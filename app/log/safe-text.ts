/** What must not be in a log, wherever it came from: addresses of people, and what opens something. */
const TELLING: readonly [RegExp, string][] = [
  [/[^\s"'<>(),;:]+@[^\s"'<>(),;:]+\.[^\s"'<>(),;:]+/g, "[address]"],
  [/\bwhsec_[A-Za-z0-9+/=]+/g, "[secret]"],
  [/\bshp[a-z]{2}_[A-Za-z0-9_]+/g, "[secret]"],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, "[token]"],
  [/\b(v1,|Bearer |Basic )[A-Za-z0-9+/=._~-]+/g, "$1[secret]"],
  [/\b(\w+:\/\/)[^\s/@]+@/g, "$1[secret]@"],
];

/** Of a text of any length, how much is looked at and kept. */
const CHARACTERS_MAX = 1_000;

/** The beginning of a text of unknown content, without addresses of people, tokens and secrets. */
export function safeText(text: string): string {
  const begins = text.slice(0, CHARACTERS_MAX);
  return TELLING.reduce((safe, [telling, instead]) => safe.replace(telling, instead), begins);
}
