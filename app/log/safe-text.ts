/** What must not be in a log, wherever it came from: addresses of people, and what opens something. */
const TELLING: readonly [RegExp, string][] = [
  [/[^\s"'<>(),;:]+@[^\s"'<>(),;:]+\.[^\s"'<>(),;:]+/g, "[address]"],
  [/\bwhsec_[A-Za-z0-9+/=]+/g, "[secret]"],
  [/\bshp[a-z]{2}_[A-Za-z0-9_]+/g, "[secret]"],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, "[token]"],
  [/\b(v1,|Bearer |Basic )[A-Za-z0-9+/=._~-]+/g, "$1[secret]"],
  [/\b(\w+:\/\/)[^\s/@]+@/g, "$1[secret]@"],
];

/** A text of unknown content without addresses of people, tokens and secrets. */
export function safeText(text: string): string {
  return TELLING.reduce((safe, [telling, instead]) => safe.replace(telling, instead), text);
}
