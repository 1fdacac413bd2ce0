import { Webhook, WebhookVerificationError } from "standardwebhooks";

/** An event that arrived and was signed correctly, or what was wrong with it. */
export interface ReceivedEvent {
  id: string;
  type: string;
  body: unknown;
  receivedAt: string;
  /** How often it came with this id. */
  times: number;
}

/** An endpoint for events that checks them as any receiver would, with Standard Webhooks' own library. */
export interface EventListener {
  /** The newest first, each id once. */
  events: ReceivedEvent[];
  /** Requests whose signature was wrong. */
  refused: number;
  /** What it answers: 200, or what a test wants. */
  answer: number;
  /** The endpoint's secret: `whsec_...` */
  setSecret(secret: string): void;
  receive(request: Request): Promise<Response>;
}

const EVENTS_KEPT = 500;

export function createEventListener(now: () => Date): EventListener {
  let webhook: Webhook | undefined;
  const listener: EventListener = {
    events: [],
    refused: 0,
    answer: 200,
    setSecret(secret) {
      webhook = new Webhook(secret);
    },
    async receive(request) {
      if (listener.answer >= 300) return new Response("As the test wants it.", { status: listener.answer });
      const text = await request.text();
      const headers = Object.fromEntries(request.headers);
      const id = headers["webhook-id"] ?? "";
      try {
        if (!webhook) throw new WebhookVerificationError("No secret is known.");
        const body = webhook.verify(text, headers) as { type: string };
        const known = listener.events.find((event) => event.id === id);
        // A repeat is answered like the first: the sender did not hear that it arrived.
        if (known) known.times += 1;
        else {
          listener.events.unshift({ id, type: body.type, body, receivedAt: now().toISOString(), times: 1 });
          listener.events.length = Math.min(listener.events.length, EVENTS_KEPT);
        }
        return new Response(null, { status: 204 });
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        listener.refused += 1;
        return new Response("The signature is wrong.", { status: 401 });
      }
    },
  };
  return listener;
}
