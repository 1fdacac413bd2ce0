/** Milliseconds that the app's worker gets for one of these small tasks. */
const WITHIN_MILLISECONDS = 60_000;

/** Waits until the app's worker has done something, and throws when it does not come to it. */
export async function until(what: string, isDone: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + WITHIN_MILLISECONDS;
  while (!(await isDone())) {
    if (Date.now() >= end) {
      throw new Error(`The demo waited ${WITHIN_MILLISECONDS / 1000} seconds in vain until ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
