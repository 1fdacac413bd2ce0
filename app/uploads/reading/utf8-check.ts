/** Follows a stream of bytes and tells at the end whether all of it was valid UTF-8. */
export function utf8Check(): { add(chunk: Uint8Array): void; isUtf8(): boolean } {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let valid = true;
  const feed = (chunk: Uint8Array | undefined) => {
    if (!valid) return;
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      valid = false;
    }
  };
  return {
    add: feed,
    isUtf8() {
      feed(undefined);
      return valid;
    },
  };
}
