import { createCipheriv, createDecipheriv } from "node:crypto";

/** A master key and the id under which sealed values remember it. */
export interface MasterKey {
  id: string;
  /** 32 bytes. */
  key: Uint8Array;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts with AES-256-GCM under the first master key: `<key id>.<base64url of iv, tag and text>`.
 * `purpose` is authenticated with it, so that a value sealed for one column opens nowhere else.
 * `iv` is 12 random bytes, never used twice.
 */
export function seal(keys: readonly MasterKey[], purpose: string, plain: Uint8Array, iv: Uint8Array): string {
  const [first] = keys;
  if (!first) throw new Error("There is no master key to seal with.");
  if (iv.length !== IV_BYTES) throw new Error("A sealed value needs an iv of 12 bytes.");
  const cipher = createCipheriv("aes-256-gcm", first.key, iv).setAAD(Buffer.from(purpose));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return `${first.id}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url")}`;
}

/** The reverse of `seal`. Throws when the key is gone, the purpose differs or a byte was changed. */
export function unseal(keys: readonly MasterKey[], purpose: string, sealed: string): Buffer {
  const dot = sealed.indexOf(".");
  const master = keys.find(({ id }) => id === sealed.slice(0, dot));
  if (!master)
    throw new Error(
      `A value is sealed under the master key "${sealed.slice(0, dot)}", which MASTER_KEYS does not hold.`,
    );
  const bytes = Buffer.from(sealed.slice(dot + 1), "base64url");
  const decipher = createDecipheriv("aes-256-gcm", master.key, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}
