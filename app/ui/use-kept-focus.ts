import { type RefObject, useEffect, useRef } from "react";

interface KeptFocus {
  /** What is watched. */
  area: RefObject<HTMLDivElement>;
  /** Where the focus goes: a heading, with tabIndex -1. */
  landing: RefObject<HTMLDivElement>;
}

/**
 * For whoever works with the keyboard: when what had the focus is gone, as a button is with the thing that it removed,
 * the focus goes to the heading above instead of the top of the page.
 */
export function useKeptFocus(): KeptFocus {
  const area = useRef<HTMLDivElement>(null);
  const landing = useRef<HTMLDivElement>(null);
  const held = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const watched = area.current;
    const remember = ({ target }: FocusEvent) => {
      held.current = target instanceof HTMLElement ? target : null;
    };
    watched?.addEventListener("focusin", remember);
    return () => watched?.removeEventListener("focusin", remember);
  }, []);
  // After every drawing: any of them may have taken it away.
  useEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement === null || document.activeElement === document.body) landing.current?.focus();
  });
  return { area, landing };
}
