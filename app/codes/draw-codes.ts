import { type CodeFormat, charactersOf, formatCode, testPlaceholder } from "./code-format.ts";
import { codeKey } from "./code-key.ts";
import { isOffensive } from "./offensive-words.ts";

/** Draws given up in a row before the space counts as used up. */
const DRAWS_IN_VAIN_MAX = 2_000;

/** Bytes from a cryptographic source, such as `randomBytes` of node:crypto. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * Draws different codes, every one of the clean space equally likely. Fewer than asked, possibly none, when
 * the space has hardly any left.
 */
export function drawCodes(format: CodeFormat, quantity: number, randomBytes: RandomBytes): string[] {
  const next = characterSource(charactersOf(format), randomBytes);
  const length = format.groups * format.groupLength;
  const seen = new Set([codeKey(testPlaceholder(format))]);
  const codes: string[] = [];
  let inVain = 0;
  while (codes.length < quantity && inVain < DRAWS_IN_VAIN_MAX) {
    let drawn = "";
    for (let place = 0; place < length; place += 1) drawn += next();
    const code = formatCode(format, drawn);
    const key = codeKey(code);
    if (seen.has(key) || isOffensive(drawn)) {
      inVain += 1;
      continue;
    }
    seen.add(key);
    codes.push(code);
    inVain = 0;
  }
  return codes;
}

/** One character after another, each equally likely: bytes that would favour some are thrown away. */
function characterSource(characters: string, randomBytes: RandomBytes): () => string {
  const fair = 256 - (256 % characters.length);
  let bytes: Uint8Array = new Uint8Array(0);
  let at = 0;
  return () => {
    for (;;) {
      if (at === bytes.length) {
        bytes = randomBytes(1_024);
        at = 0;
      }
      const byte = bytes[at] ?? 0;
      at += 1;
      if (byte < fair) return characters.charAt(byte % characters.length);
    }
  };
}

/** How a code of this format looks; the same one for the same format. */
export function exampleCode(format: CodeFormat): string {
  // Any fixed bytes that look like chance do.
  let state = 2_463_534_242;
  const [example] = drawCodes(format, 1, (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    }),
  );
  return (
    example ??
    formatCode(
      format,
      charactersOf(format)
        .charAt(0)
        .repeat(format.groups * format.groupLength),
    )
  );
}
