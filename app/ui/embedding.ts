// The admin opens the app's frame with the shop in its address. Later pages of the frame do not carry it, and
// a reload of the frame alone (the browser's own, or after a new version was deployed) would be sent away as
// if it came from nowhere. So the tab remembers where in which shop it was.

/** The part of sessionStorage that is used. */
export type TabMemory = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const KEY = "coupon-pools-embedding";
const PARAMETERS = ["shop", "host", "locale"];

/** Keeps the shop of the first address and the path of every later one. */
export function rememberPlace(memory: TabMemory, path: string, search: string): void {
  const given = new URLSearchParams(search);
  const kept = readKept(memory);
  for (const name of PARAMETERS) {
    const value = given.get(name);
    if (value) kept[name] = value;
  }
  memory.setItem(KEY, JSON.stringify({ ...kept, path }));
}

/**
 * The address at which the frame goes on, once: if that leads nowhere either, the second call says null
 * and the page can say what to do.
 */
export function placeToReturnTo(memory: TabMemory): string | null {
  const { path, ...parameters } = readKept(memory);
  memory.removeItem(KEY);
  if (!path?.startsWith("/app") || !parameters.shop || !parameters.host) return null;
  return `${path}?${new URLSearchParams({ ...parameters, embedded: "1" })}`;
}

function readKept(memory: TabMemory): Record<string, string> {
  try {
    return JSON.parse(memory.getItem(KEY) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}
