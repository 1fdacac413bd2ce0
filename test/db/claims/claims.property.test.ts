import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { openPreparations } from "#app/campaigns/open-preparations.server.ts";
import { prepareCodes } from "#app/campaigns/prepare-codes.server.ts";
import { claimCodes } from "#app/claims/claim-codes.server.ts";
import { lookUpClaim } from "#app/claims/look-up-claim.server.ts";
import { releaseCodes } from "#app/claims/release-codes.server.ts";
import { database } from "#app/db/database.server.ts";
import { archivePool } from "#app/pools/archive-pool.server.ts";
import { editPool } from "#app/pools/edit-pool.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { percentRemaining } from "#app/pools/percent-remaining.ts";
import type { PoolSettingsInput } from "#app/pools/pool-settings.ts";
import { sweepPools } from "#app/pools/sweep-pools.server.ts";
import { unarchivePool } from "#app/pools/unarchive-pool.server.ts";
import { claimRequest } from "#test/support/claim-request.ts";
import { expectCountsEqualRows } from "#test/support/counts-equal-rows.ts";
import { freshDatabase } from "#test/support/database.ts";
import { type DynamicPool, newDynamicPool, settleCodes, writeCodes } from "#test/support/dynamic-pool.ts";
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
  | { step: "prepare"; id: string; campaign: string; quantity: number; hours: number }
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
const CAMPAIGNS = ["welcome", "sale"] as const;
const common = {
  perContact: fc.constantFrom("each_message", "per_campaign", "for_good"),
  whenDry: fc.constantFrom("stop", "fallback"),
  fallbackCode: fc.constantFrom("SHARED", "OTHER"),
  minValidityHours: fc.nat(3),
  releaseAllowed: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  releaseWindowHours: fc.integer({ min: 1, max: 6 }),
  releaseQuarantineHours: fc.nat(3),
} as const;
const staticSettings: fc.Arbitrary<ModelSettings> = fc.record({
  type: fc.constant("static"),
  limit: fc.constant(null),
  unavailableReason: fc.constant(null),
  notReadyFallback: fc.constant(false),
  bufferBase: fc.constant(0),
  ...common,
});
const dynamicSettings: fc.Arbitrary<ModelSettings> = fc.record({
  type: fc.constant("dynamic"),
  limit: fc.option(fc.integer({ min: 1, max: 10 })),
  unavailableReason: fc.oneof(
    { weight: 8, arbitrary: fc.constant(null) },
    fc.constantFrom("disconnected", "discount_ended"),
  ),
  bufferBase: fc.nat(3),
  notReadyFallback: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
  ...common,
});
const stepOf = (settings: fc.Arbitrary<ModelSettings>): fc.Arbitrary<Step> =>
  fc.oneof(
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
    {
      weight: 1,
      arbitrary: fc.record({
        step: fc.constant("prepare" as const),
        id: fc.constantFrom("a", "b", "c"),
        campaign: fc.constantFrom(...CAMPAIGNS),
        quantity: fc.nat(6),
        hours: fc.integer({ min: -25, max: 9 }).map((hours) => hours + 0.5),
      }),
    },
    { weight: 1, arbitrary: fc.record({ step: fc.constant("archive" as const) }) },
  );

/** Some of the fields. */
function partial<T extends object>(whole: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> {
  return fc.tuple(whole, fc.nat(255)).map(([value, mask]) => {
    const kept = Object.entries(value).filter((_, index) => (mask >> index) & 1);
    return Object.fromEntries(kept) as Partial<T>;
  });
}

/** The model's settings in the units of a static pool's. */
function asInput(settings: ModelSettings): Partial<PoolSettingsInput> {
  const { perContact, whenDry, fallbackCode, releaseAllowed, releaseWindowHours, releaseQuarantineHours } =
    settings;
  return {
    perContact,
    whenDry,
    fallbackCode,
    releaseAllowed,
    releaseWindowHours,
    releaseQuarantineHours,
    minValiditySeconds: settings.minValidityHours * 3_600,
  };
}

/** The same for the columns of a dynamic pool. */
function asColumns({ minValidityHours, type: _, ...rest }: ModelSettings) {
  return { ...rest, minValiditySeconds: minValidityHours * 3_600 };
}

/** One pool and its model, driven side by side. */
class Pair {
  readonly model: PoolModel;
  readonly pool: string;
  readonly prefix: string;
  /** Null for a static pool. */
  readonly dynamic: DynamicPool | null;
  #codes = 0;
  #prepared = 0;

  constructor(model: PoolModel, pool: string | DynamicPool, prefix: string) {
    this.model = model;
    this.pool = typeof pool === "string" ? pool : pool.id;
    this.dynamic = typeof pool === "string" ? null : pool;
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
        return this.dynamic ? await this.#mint(this.dynamic, step.expiries) : await this.#add(step.expiries);
      case "prepare":
        return await this.#prepare(step);
      case "edit": {
        // The buffer is nothing that somebody edits.
        Object.assign(model.settings, step.settings, { bufferBase: model.settings.bufferBase });
        if (this.dynamic) {
          const assigned = model.count("assigned", "redeemed");
          if (model.settings.limit !== null) model.settings.limit = Math.max(model.settings.limit, assigned);
          await database().prisma.pool.update({ where: { id: pool }, data: asColumns(model.settings) });
          return;
        }
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
        claimCodes(
          claimRequest({
            accountId,
            pool: this.pool,
            campaign: { id: campaign, type: "automation" },
            recipients,
          }),
        ),
      ),
    );
    const answers: ModelAnswer[] = results.map((result) =>
      result.ok ? result.value.claims : result.refusal.code,
    );
    const complaints: string[] = [];
    for (const order of orders(requests.length)) {
      const attempt = this.model.clone();
      attempt.beginMoment(requests);
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
      this.model.preparations = attempt.preparations;
      this.#expectCounts(results.length === 1 ? results[0] : undefined);
      return;
    }
    throw new Error(`No order explains the answers ${JSON.stringify(answers)}:\n${complaints.join("\n")}`);
  }

  #expectCounts(only: Awaited<ReturnType<typeof claimCodes>> | undefined): void {
    if (!only?.ok) return;
    const { type, limit } = this.model.settings;
    const assigned = this.model.count("assigned", "redeemed");
    const left = limit === null ? null : Math.max(0, limit - assigned);
    const remaining = type === "static" ? this.model.count("available") : left;
    expect(only.value.pool).toEqual({
      id: this.pool,
      remaining,
      percentRemaining: remaining === null ? null : percentRemaining(remaining, assigned),
    });
  }

  /** Codes are written, and those written before are settled: one in four is rejected. */
  async #mint(pool: DynamicPool, expiries: (number | null)[]): Promise<void> {
    const pending = await database().prisma.batch.findMany({ where: { poolId: pool.id, state: "pending" } });
    for (const { id, groupId } of pending) {
      const { endsAt } = await database().prisma.group.findUniqueOrThrow({ where: { id: groupId } });
      this.#codes += 1;
      const rejected = this.#codes % 4 === 0 ? 1 : 0;
      for (const { code, kind } of await settleCodes(id, { rejected, endsAt })) {
        const known = this.model.codes.get(code);
        if (!known) throw new Error(`the model does not know ${code}`);
        this.model.codes.delete(code);
        const day = endsAt ? Math.floor(endsAt.getTime() / (24 * HOUR)) : 0;
        const state = kind === "created" ? "available" : "rejected";
        this.model.add([{ code, expiresAt: known.expiresAt, state, day }]);
      }
    }
    for (const hours of expiries) {
      const endsAt = hours === null ? null : new Date(Date.now() + hours * HOUR);
      const { batchIds } = await writeCodes(pool, 1, endsAt);
      const codes = await database().prisma.code.findMany({ where: { batchId: { in: batchIds } } });
      const expiresAt = hours === null ? null : this.model.now + hours;
      this.model.add(codes.map(({ code }) => ({ code, expiresAt, state: "pending" as const })));
    }
  }

  async #prepare(step: { id: string; campaign: string; quantity: number; hours: number }): Promise<void> {
    const { id, campaign, quantity, hours } = step;
    this.#prepared += 1;
    // Never the same instant twice, as in the pool.
    const by = this.model.now + hours + this.#prepared / 1e6;
    const result = await prepareCodes({
      accountId,
      actor: "test",
      pool: this.pool,
      id,
      campaignId: campaign,
      quantity,
      by: new Date(Date.now() + hours * HOUR),
    });
    expect(result.ok ? "ok" : result.refusal.code).toBe(this.model.prepare({ id, campaign, quantity, by }));
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
      pending: model.count("pending"),
      rejected: model.count("rejected"),
      available: model.count("available"),
      assigned: model.count("assigned", "redeemed"),
      redeemed: model.count("redeemed"),
      quarantined: model.count("quarantined"),
      expired: model.count("expired"),
      voided: model.count("void"),
      undone: 0,
    });
    const line = await openPreparations(database().pool, this.pool);
    expect(line.map(({ isDue: _, ...one }) => one)).toEqual(
      model.preparations.line(model.now).map(({ id, campaign, quantity, claimed, secured }) => ({
        id,
        campaignId: campaign,
        quantity,
        claimed,
        secured,
      })),
    );
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

async function run(start: ModelSettings, steps: Step[]): Promise<void> {
  runs += 1;
  const isStatic = start.type === "static";
  const pool = isStatic
    ? await poolWithCodes(accountId, [], asInput(start))
    : await newDynamicPool(accountId, asColumns(start));
  const pair = new Pair(new PoolModel({ ...start }), pool, `RUN${runs}`);
  await pair.take({ step: "add", expiries: [null, 3.5, null, 6.5] });
  if (!isStatic) await pair.take({ step: "add", expiries: [null] });
  for (const step of steps) {
    await pair.take(step);
    await pair.compare();
  }
  await pair.compareClaims();
}

describe("whatever is asked of a pool in whatever order, it answers as the contract says, and its counts equal its rows:", () => {
  test.each([
    ["static", staticSettings],
    ["dynamic", dynamicSettings],
  ])("a %s pool", async (_, settings) => {
    const steps = fc.array(stepOf(settings), { minLength: 5, maxLength: 60 });
    await fc.assert(fc.asyncProperty(settings, steps, run), {
      numRuns: RUNS,
      interruptAfterTimeLimit: 50_000,
      endOnFailure: false,
    });
  });
});
