import { createHash, randomBytes } from "node:crypto";

// What lets a Magento installation in: shown once, typed or pasted by hand, kept as a hash.

/** What a code is for, to be seen at its start. */
const PREFIXES = { link: "CPL", invitation: "CPI" } as const;
export type LinkCodeKind = keyof typeof PREFIXES;

/** Without I, L, O and U: what is read aloud or copied by hand still arrives. 5 bits each. */
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 4 groups of 5 characters: 100 bits, so that nobody can guess one in the time that it is valid. */
const GROUPS = 4;
const GROUP_CHARACTERS = 5;

/** A fresh code, `CPL-7KQ2M-XW94T-HD3RV-0Z8FB`. */
export function drawLinkCode(
  kind: LinkCodeKind,
  random: (bytes: number) => Uint8Array = randomBytes,
): string {
  const characters = [...random(GROUPS * GROUP_CHARACTERS)].map((byte) => CROCKFORD[byte % 32]);
  const groups = Array.from({ length: GROUPS }, (_, group) =>
    characters.slice(group * GROUP_CHARACTERS, (group + 1) * GROUP_CHARACTERS).join(""),
  );
  return [PREFIXES[kind], ...groups].join("-");
}

/** What is stored of a code. However it was typed: hyphens, spaces and look-alikes do not matter. */
export function linkCodeHash(code: string): Buffer {
  const plain = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  return createHash("sha256").update(plain).digest();
}
