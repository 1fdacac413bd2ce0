interface Patience {
  send: typeof fetch;
  pause: (milliseconds: number) => Promise<void>;
  /** Waits until the merchant wants the change to be sent again. Rejected when the page no longer waits for it. */
  askAgain: (signal: AbortSignal | null | undefined) => Promise<void>;
}

/** Milliseconds before each further try to load something: a server that restarts is back within seconds. */
const LOAD_AGAIN_AFTER = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * A `fetch` that is patient with what Remix's router asks for: whatever fails there puts an error in the place of the
 * page, and of all that was typed into it. What could not be loaded is asked for again a few times; a change that was
 * not answered is held until the merchant sends it again. All other requests go as they are.
 */
export function patientFetch({ send, pause, askAgain }: Patience): typeof fetch {
  return async (input, init) => {
    if (!isOfRouter(input)) return await send(input, init);
    const tryOnce = async (): Promise<Response | null> => {
      try {
        return await send(input, init);
      } catch (error) {
        if (init?.signal?.aborted) throw error;
        return null;
      }
    };
    if ((init?.method ?? "GET") === "GET") {
      for (const delay of LOAD_AGAIN_AFTER) {
        const answer = await tryOnce();
        if (answer && !isOfProxy(answer)) return answer;
        await pause(delay);
      }
      return await send(input, init);
    }
    for (;;) {
      const answer = await tryOnce();
      if (answer && answer.status < 500) return answer;
      init?.signal?.throwIfAborted();
      await askAgain(init?.signal);
    }
  };
}

/** Remix names the route whose data it wants. */
function isOfRouter(input: RequestInfo | URL): boolean {
  return typeof input === "string" && URL.canParse(input) && new URL(input).searchParams.has("_data");
}

/** Trouble that the app does not know of: Remix marks every answer of its own. */
function isOfProxy({ status, headers }: Response): boolean {
  const marks = ["x-remix-response", "x-remix-error", "x-remix-catch"];
  return status >= 500 && !marks.some((mark) => headers.has(mark));
}
