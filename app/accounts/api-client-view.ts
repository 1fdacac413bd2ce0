import type { ApiClientId } from "#app/db/ids.ts";

export interface ApiClientView {
  /** The public key id, `cpk_...`. */
  id: ApiClientId;
  name: string;
  createdAt: string;
  /** To the minute; null if never. */
  lastUsedAt: string | null;
  /** Null while it may sign requests. */
  revokedAt: string | null;
  /** The live secrets, newest first; `expiresAt` null means until replaced. */
  secrets: { createdAt: string; expiresAt: string | null }[];
}
