import { EVENT_LINES_AT_ONCE, OUTBOX_LOOK_MILLISECONDS } from "#app/config/limits.ts";
import { appUrlIn } from "#app/delivery/app-url-in.server.ts";
import { deliverDue } from "#app/delivery/deliver-due.server.ts";
import { fireFlowTriggers } from "#app/delivery/fire-flow-triggers.server.ts";
import { mailer } from "#app/delivery/mailer.server.ts";
import { postEvent } from "#app/delivery/post-event.server.ts";
import { sendMails } from "#app/delivery/send-mails.server.ts";
import { log } from "#app/log/log.server.ts";
import { fireFlowOf } from "#app/wiring/fire-flow-of.server.ts";

const clock = () => new Date();
const random = Math.random;

/**
 * Delivers what stands in the outbox for as long as the worker runs. The outbox is written by the database itself, so
 * there is no job to wait for: a look of a second at three small indexes. `stop` waits for what is being sent.
 */
export function startOutbox(): { stop: () => Promise<void> } {
  const ending = new AbortController();
  const looks = [deliverEvents(), deliverMails, startWorkflows];
  const looping = looks.map((look) => untilEnded(ending.signal, look));
  return {
    stop: async () => {
      ending.abort();
      await Promise.all(looping);
      mailer()?.close();
    },
  };
}

type Look = (signal: AbortSignal) => Promise<unknown>;

async function untilEnded(signal: AbortSignal, look: Look): Promise<void> {
  while (!signal.aborted) {
    try {
      await look(signal);
    } catch (error) {
      log().error({ err: error }, "looking into the outbox failed and will be tried again");
    }
    await pause(signal);
  }
  await look(signal).catch(() => {});
}

async function pause(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, OUTBOX_LOOK_MILLISECONDS);
    signal.addEventListener("abort", end);
  });
}

/** Lines that wait for an answer do not keep others from being begun. Once ended, it waits for them. */
function deliverEvents(): Look {
  const running = new Set<Promise<void>>();
  return async (signal) => {
    if (signal.aborted) return await Promise.all(running);
    const places = EVENT_LINES_AT_ONCE - running.size;
    if (places <= 0) return;
    for (const line of await deliverDue({ clock, random, post: postEvent }, places, signal)) {
      const settled = line
        .catch((error) => log().error({ err: error }, "delivering events failed and will be tried again"))
        .finally(() => running.delete(settled));
      running.add(settled);
    }
  };
}

async function deliverMails(signal: AbortSignal): Promise<void> {
  const open = mailer();
  if (!open) return;
  while (!signal.aborted && (await sendMails({ clock, random, send: open.send, appUrlIn })) > 0);
}

async function startWorkflows(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await fireFlowTriggers({ clock, random, fire: fireFlowOf, appUrlIn })) > 0);
}
