import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Milliseconds between two looks at a pool whose codes are being made. */
const LOOK_EVERY = 2_000;

/** Loads the page's data again while its figures change by themselves. */
export function useLookAgain(figures: "changing" | "still"): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (figures === "still" || state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_EVERY);
    return () => clearTimeout(timer);
  }, [figures, state, revalidate]);
}
