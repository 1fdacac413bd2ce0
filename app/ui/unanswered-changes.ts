/** Changes that were sent and not answered: they wait for the merchant. */
export interface UnansweredChanges {
  /** Waits until all of them are sent again; rejected when the page no longer waits for this one. */
  askAgain: (signal: AbortSignal | null | undefined) => Promise<void>;
  sendAgain: () => void;
  /** Forgets them. Whoever waits for one waits for ever: its page is gone. */
  drop: () => void;
  areThere: () => boolean;
  /** Calls back at every change; answers how to end that. */
  watch: (onChange: () => void) => () => void;
}

/** A place for them. */
export function unansweredChanges(): UnansweredChanges {
  const waiting = new Set<() => void>();
  const watchers = new Set<() => void>();
  const tell = () => {
    for (const onChange of watchers) onChange();
  };
  return {
    askAgain(signal) {
      return new Promise((resolve, reject) => {
        waiting.add(resolve);
        signal?.addEventListener("abort", () => {
          waiting.delete(resolve);
          tell();
          reject(signal.reason);
        });
        tell();
      });
    },
    sendAgain() {
      const all = [...waiting];
      waiting.clear();
      tell();
      for (const goOn of all) goOn();
    },
    drop() {
      waiting.clear();
      tell();
    },
    areThere: () => waiting.size > 0,
    watch(onChange) {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
  };
}

/** Those of this browser's page. */
export const unanswered = unansweredChanges();
