/**
 * What makes a repeat of a call safe: it only reads, its own keys, or the remembered `webhook-id`; sealed where the
 * answer that is remembered holds a secret.
 */
export type Repeats = "reads" | "by_key" | "by_message" | "by_sealed_message";

/** Whether a repeated `webhook-id` is answered with the first answer. */
export function remembers(repeats: Repeats): boolean {
  return repeats === "by_message" || repeats === "by_sealed_message";
}
