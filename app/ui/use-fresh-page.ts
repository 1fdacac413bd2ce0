import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** Milliseconds between two looks at a page that stays open and in sight. */
const LOOK_EVERY = 180_000;
/** A page that comes back into sight is looked at again when its figures are older than this. */
const OLD_AFTER = 30_000;
/** Milliseconds between two checks of how old they are. */
const CHECK_EVERY = 15_000;

/**
 * Loads the data of a page that stays open again: when it comes back into sight, and every few minutes while it is
 * in sight. What is typed, the focus and the place in the page stay. Nothing is loaded while the server is out of
 * reach, as on a laptop that has just woken up: a failed load would put an error in the place of the page.
 */
export function useFreshPage(): void {
  const { revalidate, state } = useRevalidator();
  const loadedAt = useRef(0);
  useEffect(() => {
    // Also after a load that somebody else began.
    if (state === "idle") loadedAt.current = Date.now();
  }, [state]);
  useEffect(() => {
    let asking = false;
    const lookIfOlderThan = async (age: number) => {
      if (asking || document.visibilityState !== "visible" || Date.now() - loadedAt.current < age) return;
      asking = true;
      const isThere = await isServerThere();
      asking = false;
      if (isThere && document.visibilityState === "visible") revalidate();
    };
    const onVisible = () => void lookIfOlderThan(OLD_AFTER);
    document.addEventListener("visibilitychange", onVisible);
    const timer = setInterval(() => void lookIfOlderThan(LOOK_EVERY), CHECK_EVERY);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      clearInterval(timer);
    };
  }, [revalidate]);
}

/** A proxy may keep this address for itself: any answer but that of a server in trouble will do. */
async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch("/readyz", { cache: "no-store" })).status < 500;
  } catch {
    return false;
  }
}
