import { CODE_CHARACTERS_MAX } from "#app/config/limits.ts";
import { codeKey } from "./code-key.ts";

export type CheckedCode = { ok: true; code: string; key: string } | { ok: false; problem: string };

/** What test mode answers: it must never be valid as a code. */
const TEST_KEY = "test";
/** Control characters, NUL included, and the two Unicode line separators. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** Characters that nobody sees and nobody can type at a checkout: zero-width ones and direction marks. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/u;
/** The plain case, checked first because a million rows are nearly all like this. */
const PLAIN = /^[\x21-\x7e]{1,255}$/;

/**
 * One code as a merchant wrote it: trimmed, with its key, or a sentence that says what is wrong.
 * PostgreSQL can hold neither NUL nor half of a surrogate pair; both are refused here.
 */
export function checkCode(text: string): CheckedCode {
  const code = text.trim();
  const problem = PLAIN.test(code) ? undefined : problemOf(code);
  if (problem) return { ok: false, problem };
  const key = codeKey(code);
  if (key === TEST_KEY) {
    return { ok: false, problem: "TEST is what test messages show, so it cannot be a code." };
  }
  return { ok: true, code, key };
}

function problemOf(code: string): string | undefined {
  if (code === "") return "There is no code in this row.";
  if (/[\r\n\u2028\u2029]/.test(code)) {
    return "The code contains a line break. A quotation mark may be missing or too many in this row.";
  }
  if (CONTROL.test(code)) return "The code contains a control character. Type the code again.";
  if (!code.isWellFormed() || code.includes("\ufffd")) {
    return "The code contains a character that could not be read. Save the file as UTF-8, or choose another encoding.";
  }
  if (INVISIBLE.test(code)) return "The code contains an invisible character. Type the code again.";
  if (code.length > CODE_CHARACTERS_MAX && [...code].length > CODE_CHARACTERS_MAX) {
    return `The code is longer than ${CODE_CHARACTERS_MAX} characters.`;
  }
  return undefined;
}
