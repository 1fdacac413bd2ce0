import { refuse } from "../errors/refusal.ts";

/** A handle is never given to another pool, not even after a renaming: senders may still use it. */
export function handleTaken(): ReturnType<typeof refuse> {
  const message = "Another pool of this account has or had this handle. Choose another one.";
  return refuse("invalid_request", message, { errors: [{ path: "handle", message }] });
}
