const SIGNALS = ["SIGTERM", "SIGINT"] as const;

/**
 * Waits for the signal to stop. A second one ends the process at once.
 * Earlier listeners are removed: the embedded database comes with one that would stop it under our feet.
 */
export async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of SIGNALS) {
      process.removeAllListeners(signal);
      process.once(signal, () => {
        for (const again of SIGNALS) process.once(again, () => process.exit(1));
        resolve();
      });
    }
  });
}
