import type { Queryable } from "../db/queryable.ts";

/** What the platform says of the app in one store. */
export type InstallationLook =
  /** It accepts the app's access. `missingScope`: one without which no codes can be made. */
  | { kind: "installed"; missingScope: boolean }
  /** It no longer accepts it. `access` names what was refused; null: the app holds none. */
  | { kind: "gone"; access: string | null }
  /** It answers nobody, and so does not tell. */
  | { kind: "frozen"; access: string | null }
  /** Nothing came of the question. */
  | { kind: "unknown"; detail: string };

/** The app's access to one store: whether the platform accepts it, and forgetting it. */
export interface Installation {
  look(): Promise<InstallationLook>;
  /** Forgets the access if it is still this one, in the caller's transaction. False: there is another one by now. */
  forget(client: Queryable, access: string | null): Promise<boolean>;
  /** Forgets whatever access there is. */
  forgetAll(client: Queryable): Promise<void>;
}
