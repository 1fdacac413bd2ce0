import { noteExchange, type ShopReport } from "#app/accounts/note-exchange.server.ts";
import { database } from "#app/db/database.server.ts";
import { log } from "#app/log/log.server.ts";
import type { BridgeEvent, BridgeResult, RulesPage } from "#app/platforms/magento/exchange-messages.ts";
import { type GivenInstruction, giveInstructions } from "#app/platforms/magento/give-instructions.server.ts";
import { hearEvents, hearRules } from "./hear-events.server.ts";
import { hearResult } from "./hear-result.server.ts";
import { instructExpiries } from "./instruct-expiries.server.ts";

/** What a store's module says with an exchange. */
export interface ExchangeMessage {
  report: ShopReport;
  results: BridgeResult[];
  events: BridgeEvent[];
  rules: RulesPage | null;
  instructionsMax: number;
}

export interface ExchangeAnswer {
  accepted: { results: string[]; events: string[] };
  instructions: GivenInstruction[];
  /** There is more to do at once. */
  more: boolean;
}

/**
 * One exchange: takes what the store has to say, then gives what there is to do. What is accepted is durable; what
 * could not be taken is left out and comes again. A crash anywhere in between leaves nothing half done.
 */
export async function takeExchange(
  store: { accountId: string; storeId: string },
  message: ExchangeMessage,
): Promise<ExchangeAnswer> {
  const { storeId } = store;
  await noteExchange(storeId, message.report);
  const results: string[] = [];
  for (const result of message.results) {
    if (await taken(storeId, async () => await hearResult(storeId, result))) results.push(result.instruction);
  }
  let events: string[] = [];
  await taken(storeId, async () => {
    events = await hearEvents(store, message.events);
  });
  const { rules } = message;
  if (rules) await hearRules(storeId, rules);
  if (message.instructionsMax === 0) return { accepted: { results, events }, instructions: [], more: false };
  const hasExpiries = await instructExpiries(storeId);
  const given = await giveInstructions(database().pool, storeId, message.instructionsMax);
  return { accepted: { results, events }, instructions: given.instructions, more: given.more || hasExpiries };
}

/** Whether it could be taken. One thing that cannot be does not hold up the others. */
async function taken(storeId: string, take: () => Promise<void>): Promise<boolean> {
  try {
    await take();
    return true;
  } catch (error) {
    log().error({ storeId, err: error }, "a part of an exchange could not be taken");
    return false;
  }
}
