import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { lookUpClaim } from "#app/claims/look-up-claim.server.ts";
import { releaseCodes } from "#app/claims/release-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import type { ApiClientId } from "#app/db/ids.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { editPool } from "#app/pools/edit-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { percentRemaining } from "#app/pools/percent-remaining.ts";
import type { PoolSettingsInput } from "#app/pools/pool-settings.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { unarchivePool } from "#app/pools/unarchive-pool.server.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { hoursPass } from "#test/support/hours-pass.ts";
import {
  type ModelAnswer,
  type ModelRecipient,
  type ModelSettings,
  PoolModel,
} from "#test/support/pool-model.ts";
import { addCodes, newAccount, poolWithCodes } from "#test/support/pool-with-codes.ts";

freshDatabase();

let accountId: string;
beforeAll(async () => {
  accountId = await newAccount();
});

/** Sequences tried. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 60);
const HOUR = 3_600_000;

interface Request {
  recipients: ModelRecipient[];
  campaign: string;
}
type Step =
  | { step: "claim"; requests: Request[] }
  | { step: "release"; keys: string[] }
  | { step: "redeem"; which: number }
  | { step: "pass"; hours: number }
  | { step: "sweep" }
  | { step: "add"; expiries: (number | null)[] }
  | { step: "edit"; settings: Partial<ModelSettings> }
  | { step: "archive" };

const key = fc.nat(14).map((index) => `key-${index}`);

/**
 * A request for one campaign, whose keys are its own and each of one contact: but for one in twenty, so that a
 * key is used for two messages now and then. Few contacts, so that they meet their own codes again.
 */
function requestFor(campaign: string, firstKey: number, keys: number): fc.Arbitrary<Request> {
  const recipient = fc.tuple(fc.nat(keys - 1), fc.nat(14), fc.nat(39)).map(([own, any, odd]) => {
    const index = odd === 0 ? any : firstKey + own;
    return { key: `key-${index}`, contact: odd === 1 ? "contact-x" : `contact-${index % 3}` };
  });
  return fc.record({
    recipients: fc.array(recipient, { minLength: 1, maxLength: 5 }),
    campaign: fc.constant(campaign),
  });
}
const request = fc.oneof(
  { weight: 3, arbitrary: requestFor("welcome", 0, 9) },
  { weight: 2, arbitrary: requestFor("sale", 9, 6) },
);
const settings: fc.Arbitrary<ModelSettings> = fc.record({
  perContact: fc.constantFrom("each_message", "per_campaign", "for_good"),
  whenDry: fc.constantFrom("stop", "fallback"),
  fallbackCode: fc.constantFrom("SHARED", "OTHER"),
  minValidityHours: fc.nat(3),
  releaseAllowed: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  releaseWindowHours: fc.integer({ min: 1, max: 6 }),
  releaseQuarantineHours: fc.nat(3),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      step: fc.constant("claim" as const),
      requests: fc.array(request, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      step: fc.constant("release" as const),
      keys: fc.array(key, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("redeem" as const), which: fc.nat(20) }) },
  {
    weight: 3,
    arbitrary: fc.record({ step: fc.constant("pass" as const), hours: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("sweep" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant("add" as const),
      // Half hours, so that nothing expires at the very moment at which the test looks.
      expiries: fc.array(fc.option(fc.integer({ min: -1, max: 8 }).map((hours) => hours + 0.5)), {
        maxLength: 3,
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("edit" as const), settings: partial(settings) }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("archive" as const) }) },
);

/** Some of the fields. */
function partial<T extends object>(whole: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> {
  return fc.tuple(whole, fc.nat(255)).map(([value, mask]) => {
    const kept = Object.entries(value).filter((_, index) => (mask >> index) & 1);
    return Object.fromEntries(kept) as Partial<T>;
  });
}

/** The model's settings in the units of the pool's. */
function asInput({ minValidityHours, ...rest }: ModelSettings): Partial<PoolSettingsInput> {
  return { ...rest, minValiditySeconds: minValidityHours * 3_600 };
}

/** One pool and its model, driven side by side. */
class Pair {
  readonly model: PoolModel;
  readonly pool: string;
  readonly prefix: string;
  #codes = 0;

  constructor(model: PoolModel, pool: string, prefix: string) {
    this.model = model;
    this.pool = pool;
    this.prefix = prefix;
  }

  async take(step: Step): Promise<void> {
    const { model, pool } = this;
    switch (step.step) {
      case "claim":
        return await this.#claim(step.requests);
      case "release": {
        const result = await releaseCodes({ accountId, actor: "test", pool, keys: step.keys });
        const results = result.ok ? result.value.results.map(({ result }) => result) : result.refusal.code;
        expect(results).toEqual(model.release(step.keys));
        return;
      }
      case "redeem":
        return await this.#redeem(step.which);
      case "pass":
        model.now += step.hours;
        return await hoursPass(pool, step.hours);
      case "sweep":
        await sweepPools();
        return model.sweep();
      case "add":
        return await this.#add(step.expiries);
      case "edit": {
        Object.assign(model.settings, step.settings);
        const { name, handle } = await this.detail();
        const edited = { name, handle, ...asInput(model.settings) };
        expect(await editPool({ accountId, poolId: pool, actor: "test", settings: edited })).toMatchObject({
          ok: true,
        });
        return;
      }
      case "archive":
        model.isArchived = !model.isArchived;
        await (model.isArchived ? archivePool : unarchivePool)({ accountId, poolId: pool, actor: "test" });
        return;
      default:
        throw new Error(`An unknown step: ${step satisfies never}`);
    }
  }

  async detail() {
    const found = await getPool({ accountId, pool: this.pool });
    if (!found.ok) throw new Error(found.refusal.code);
    return found.value;
  }

  /** One request, or several at the same moment: then some order of them must explain all the answers. */
  async #claim(requests: Request[]): Promise<void> {
    const results = await Promise.all(
      requests.map(({ recipients, campaign }) =>
        claimCodes({
          accountId,
          clientId: "cpk_test" as ApiClientId,
          broadcastAllowed: false,
          pool: this.pool,
          campaign: { id: campaign, type: "automation" },
          mode: "live",
          recipients,
        }),
      ),
    );
    const answers: ModelAnswer[] = results.map((result) =>
      result.ok ? result.value.claims : result.refusal.code,
    );
    const complaints: string[] = [];
    for (const order of orders(requests.length)) {
      const attempt = this.model.clone();
      try {
        for (const index of order) {
          const { recipients, campaign } = requests[index] as Request;
          attempt.claim(recipients, campaign, answers[index] as ModelAnswer);
        }
      } catch (error) {
        complaints.push(String(error));
        continue;
      }
      this.model.codes = attempt.codes;
      this.model.claims = attempt.claims;
      this.#expectCounts(results.length === 1 ? results[0] : undefined);
      return;
    }
    throw new Error(`No order explains the answers ${JSON.stringify(answers)}:\n${complaints.join("\n")}`);
  }

  #expectCounts(only: Awaited<ReturnType<typeof claimCodes>> | undefined): void {
    if (!only?.ok) return;
    const remaining = this.model.count("available");
    const assigned = this.model.count("assigned", "redeemed");
    expect(only.value.pool).toEqual({
      id: this.pool,
      remaining,
      percentRemaining: percentRemaining(remaining, assigned),
    });
  }

  async #add(expiries: (number | null)[]): Promise<void> {
    const codes = expiries.map((hours) => {
      this.#codes += 1;
      return { code: `${this.prefix}-${this.#codes}`, hours };
    });
    await addCodes(
      accountId,
      this.pool,
      codes.map(({ code, hours }) =>
        hours === null ? code : { code, expiresAt: new Date(Date.now() + hours * HOUR) },
      ),
    );
    const { now } = this.model;
    this.model.add(
      codes.map(({ code, hours }) => ({ code, expiresAt: hours === null ? null : now + hours })),
    );
  }

  /** An order spends a code. */
  async #redeem(which: number): Promise<void> {
    const assigned = [...this.model.codes.values()].filter(({ state }) => state === "assigned");
    const code = assigned[which % Math.max(1, assigned.length)];
    if (!code) return;
    code.state = "redeemed";
    await database().pool.query(
      `with spent as (update codes set state = 'redeemed' where account_id = $1 and code = $2)
       update pools set redeemed = redeemed + 1 where id = $3`,
      [accountId, code.code, this.pool],
    );
  }

  /** The rows, the kept counts and the model are of one mind. */
  async compare(): Promise<void> {
    const { model } = this;
    await expectCountsEqualRows(this.pool);
    expect((await this.detail()).counts).toEqual({
      added: model.codes.size,
      pending: 0,
      rejected: 0,
      available: model.count("available"),
      assigned: model.count("assigned", "redeemed"),
      redeemed: model.count("redeemed"),
      quarantined: model.count("quarantined"),
      expired: model.count("expired"),
      voided: 0,
      undone: 0,
    });
  }

  /** What was answered is remembered, and nothing else is. */
  async compareClaims(): Promise<void> {
    for (let index = 0; index < 15; index += 1) {
      const claim = this.model.claims.get(`key-${index}`);
      const found = await lookUpClaim({ accountId, pool: this.pool, key: `key-${index}` });
      if (!claim) expect(found).toMatchObject({ ok: false });
      else
        expect(found).toMatchObject({
          value: {
            campaignId: claim.campaign,
            code: claim.isReleased ? null : (claim.code ?? claim.fallback),
          },
        });
    }
  }
}

function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, place) => order.toSpliced(place, 0, count - 1)),
  );
}

let runs = 0;

test("whatever is asked of a pool in whatever order, it answers as the contract says, and its counts equal its rows", async () => {
  await fc.assert(
    fc.asyncProperty(settings, fc.array(step, { minLength: 5, maxLength: 60 }), async (start, steps) => {
      runs += 1;
      const pool = await poolWithCodes(accountId, [], asInput(start));
      const pair = new Pair(new PoolModel({ ...start }), pool, `RUN${runs}`);
      await pair.take({ step: "add", expiries: [null, 3.5, null, 6.5] });
      for (const step of steps) {
        await pair.take(step);
        await pair.compare();
      }
      await pair.compareClaims();
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 50_000, endOnFailure: false },
  );
});
