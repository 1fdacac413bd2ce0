// Shopify's search syntax. Source: shopify.dev, API usage, search syntax.

/** A phrase in quotes, taken word by word as it is. */
export function searchPhrase(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, "\\$&")}"`;
}

/** Every word must begin a word of the field; signs that mean something in the syntax are left out. */
export function searchWords(field: string, text: string): string {
  const words = text.replaceAll(/["'()\\:*<>,]/g, " ").split(/\s+/);
  return words
    .map((word) => word.replace(/^-+/, ""))
    .filter((word) => word !== "")
    .map((word) => `${field}:${word}*`)
    .join(" ");
}
