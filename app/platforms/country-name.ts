const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** "DE" -> "Germany"; null for what is no country. */
export function countryName(code: string): string | null {
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? null) : null;
}
