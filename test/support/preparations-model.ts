export interface ModelPreparation {
  id: string;
  campaign: string;
  quantity: number;
  claimed: number;
  /** Set aside so far, claimed ones included. */
  secured: number;
  /** In hours on the model's clock. */
  by: number;
  /** The order in which they were made. */
  rank: number;
}

export interface Stock {
  now: number;
  available: number;
  /** Codes that ever became available. */
  confirmed: number;
  /** Codes that the pool may still assign. */
  room: number;
}

/** The rules of preparations: who may take which of the ready codes. */
export class PreparationsModel {
  all = new Map<string, ModelPreparation>();
  /** Codes to keep for campaigns without a preparation. */
  readonly base: number;
  #dealt = 0;
  #until = Number.NEGATIVE_INFINITY;

  constructor(base: number) {
    this.base = base;
  }

  clone(): PreparationsModel {
    const twin = new PreparationsModel(this.base);
    twin.all = structuredClone(this.all);
    twin.#dealt = this.#dealt;
    twin.#until = this.#until;
    return twin;
  }

  /** Those that reserve codes, whoever needs them first in front. */
  line(now: number): ModelPreparation[] {
    return [...this.all.values()]
      .filter(({ quantity, claimed, by }) => quantity > claimed && by + 24 > now)
      .sort((a, b) => a.by - b.by || a.rank - b.rank);
  }

  /** Sets codes aside, one after the other, as a fold does before it assigns any. */
  deal({ now, available, confirmed, room }: Stock): void {
    if (this.#until <= now) return;
    const arrived = confirmed - this.#dealt;
    this.#dealt = confirmed;
    this.#setAside(this.line(now), { arrived, stock: Math.min(available, room), room });
  }

  #setAside(
    line: ModelPreparation[],
    { arrived, stock, room }: { arrived: number; stock: number; room: number },
  ) {
    const open = new Map<string, number>();
    let [left, free] = [room, stock];
    for (const one of line) {
      const most = Math.min(one.quantity - one.claimed, left);
      open.set(one.id, most);
      left -= most;
      one.secured = one.claimed + Math.max(0, Math.min(one.secured - one.claimed, most, free));
      free -= one.secured - one.claimed;
    }
    const shared = Math.max(0, free - this.base, Math.min(free, Math.floor(arrived / 2)));
    for (let given = 0; given < shared; given += 1) {
      const needy = line.find((one) => one.secured - one.claimed < (open.get(one.id) ?? 0));
      if (needy) needy.secured += 1;
    }
  }

  /** Set-aside and open codes of a campaign, codes that are free, and room beyond all preparations. */
  share(campaign: string, { now, available, room }: Stock) {
    const share = { ready: 0, open: 0, free: Math.min(available, room), room };
    for (const one of this.line(now)) {
      const open = Math.min(one.quantity - one.claimed, share.room);
      const ready = Math.max(0, Math.min(one.secured - one.claimed, open, share.free));
      share.free -= ready;
      share.room -= open;
      if (one.campaign !== campaign) continue;
      share.ready += ready;
      share.open += open;
    }
    return share;
  }

  /** Counts one fresh code of a campaign. */
  count(campaign: string, now: number): void {
    const own = this.line(now).filter((one) => one.campaign === campaign);
    const one = own.find(({ secured, claimed }) => secured > claimed) ?? own[0];
    if (!one) return;
    one.claimed += 1;
    one.secured = Math.max(one.secured, one.claimed);
  }

  /** Makes or changes one; the code of the refusal, or "ok". No more than `most` codes can be prepared. */
  prepare(
    asked: { id: string; campaign: string; quantity: number; by: number },
    stock: Stock,
    most: number,
  ): string {
    const { id, campaign, quantity, by } = asked;
    const { now, available, confirmed, room } = stock;
    if (by + 24 <= now) return "invalid_request";
    const wasPrepared = this.#until > now;
    const arrived = wasPrepared ? confirmed - this.#dealt : 0;
    this.#dealt = confirmed;
    this.#setAside(this.line(now), { arrived, stock: Math.min(available, room), room });
    const known = this.all.get(id);
    const claimed = known?.campaign === campaign ? known.claimed : 0;
    const others = this.line(now).filter((other) => other.id !== id);
    const reserved = others.reduce((sum, other) => sum + other.quantity - other.claimed, 0);
    if (quantity - claimed > Math.max(0, most - reserved)) return "invalid_request";
    const setAside = known ? known.secured - known.claimed : 0;
    const secured = Math.min(quantity, claimed + setAside);
    this.all.set(id, {
      id,
      campaign,
      quantity,
      claimed,
      secured,
      by,
      rank: known?.rank ?? this.all.size + 1,
    });
    const open = [...this.all.values()].filter((one) => one.quantity > one.claimed);
    this.#until = Math.max(Number.NEGATIVE_INFINITY, ...open.map((one) => one.by + 24));
    this.#setAside(this.line(now), { arrived: 0, stock: Math.min(available, room), room });
    return "ok";
  }
}
