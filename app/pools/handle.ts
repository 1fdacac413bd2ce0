import { HANDLE_CHARACTERS_MAX } from "../config/limits.ts";

/** Lower-case words joined by hyphens, and never the form of an id. */
export const HANDLE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A handle made of a name: "Spring Sale 2026!" becomes spring-sale-2026. May be empty. */
export function suggestHandle(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, HANDLE_CHARACTERS_MAX)
    .replace(/^-+|-+$/g, "");
}
