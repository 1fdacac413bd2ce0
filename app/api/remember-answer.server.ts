import { abandonMessage } from "#app/accounts/abandon-message.server.ts";
import { beginMessage, type MessageId } from "#app/accounts/begin-message.server.ts";
import { finishMessage } from "#app/accounts/finish-message.server.ts";
import { openSecret, sealSecret } from "#app/crypto/vault.server.ts";
import { refuse } from "#app/errors/refusal.ts";
import { log } from "#app/log/log.server.ts";
import { type ApiAnswer, problem } from "./problem.ts";

/** Seconds after which a call whose first copy still runs may be repeated. */
const RUNNING_SECONDS = 1;

/** What a remembered answer is sealed for. */
const ANSWER_PURPOSE = "remembered-answer";

/** A message and how its answer is remembered: sealed where it holds a secret. */
type Message = MessageId & { payloadHash: Uint8Array; memory: "plain" | "sealed" };

/**
 * Runs a call at most once per `webhook-id` and answers every repeat with the first answer. Failures on our
 * side are not remembered. `work` must be repeatable all the same: a process can die before it remembers.
 */
export async function rememberAnswer(
  message: Message,
  docsUrl: string,
  work: () => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const start = await beginMessage(message);
  switch (start.kind) {
    case "work":
      return await workOnce(message, work);
    case "answered": {
      const type = start.status < 400 ? "application/json" : "application/problem+json";
      const body =
        message.memory === "sealed" ? openSecret(ANSWER_PURPOSE, start.body).toString() : start.body;
      return { status: start.status, body, headers: { "content-type": type } };
    }
    case "running": {
      const { refusal } = refuse(
        "overloaded",
        "The same message is being worked on. Repeat it in a moment.",
        {
          retryAfterSeconds: RUNNING_SECONDS,
        },
      );
      return problem(refusal, docsUrl);
    }
    case "reused": {
      const detail = "This webhook-id was used for another request. Use a new id for a new request.";
      return problem({ code: "message_reused", detail }, docsUrl);
    }
    default:
      throw new Error(`An unknown start: ${start satisfies never}`);
  }
}

async function workOnce(message: Message, work: () => Promise<ApiAnswer>): Promise<ApiAnswer> {
  let answer: ApiAnswer;
  try {
    answer = await work();
  } catch (error) {
    await settle(abandonMessage(message));
    throw error;
  }
  const { status, body } = answer;
  if (typeof body !== "string") throw new Error("An answer that is made while it is sent is not remembered.");
  const { clientId, messageId, memory } = message;
  const kept = memory === "sealed" ? sealSecret(ANSWER_PURPOSE, Buffer.from(body)) : body;
  await settle(
    status >= 500 ? abandonMessage(message) : finishMessage({ clientId, messageId, status, body: kept }),
  );
  return answer;
}

/** The work is done: what goes wrong with remembering it must not turn its answer into a failure. */
async function settle(remembering: Promise<void>): Promise<void> {
  await remembering.catch((error: unknown) =>
    log().error({ err: error }, "the answer to an API message could not be remembered"),
  );
}
