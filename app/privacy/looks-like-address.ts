/** A name, an @ and a domain with a dot: what an email address has, and no message's own id. */
const ADDRESS = /[^\s@]@[^\s@]+\.[^\s@]/;

/** Whether a text looks like an email address or holds one. */
export function looksLikeAddress(text: string): boolean {
  return text.includes("@") && ADDRESS.test(text);
}
