/**
 * A body's bytes in one piece, or "too_large" as soon as they pass `bytesMax`, whatever its Content-Length
 * said or did not say.
 */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  bytesMax: number,
): Promise<Uint8Array | "too_large"> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > bytesMax) return "too_large";
    parts.push(chunk);
  }
  const [only] = parts;
  return parts.length === 1 && only ? only : Buffer.concat(parts);
}
