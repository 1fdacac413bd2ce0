export interface ModelPreparation {
  id: string;
  campaign: string;
  quantity: number;
  claimed: number;
  /** In hours on the model's clock. */
  by: number;
  wasReady: boolean;
  /** The order in which they were made. */
  rank: number;
}

interface Stock {
  now: number;
  available: number;
  /** Codes that the pool may still assign. */
  room: number;
}

/** The rules of preparations: who may take which of the ready codes. */
export class PreparationsModel {
  all = new Map<string, ModelPreparation>();

  clone(): PreparationsModel {
    const twin = new PreparationsModel();
    twin.all = structuredClone(this.all);
    return twin;
  }

  /** Those that reserve codes, in the order in which codes are dealt out. */
  line(now: number): ModelPreparation[] {
    return [...this.all.values()]
      .filter(({ quantity, claimed, by }) => quantity > claimed && by + 24 > now)
      .sort((a, b) => Number(b.wasReady) - Number(a.wasReady) || a.by - b.by || a.rank - b.rank);
  }

  /** Ready and reserved codes of a campaign, ready codes that are free, and room beyond all reservations. */
  share(campaign: string, { now, available, room }: Stock) {
    const share = { ready: 0, open: 0, free: Math.min(available, room), room };
    for (const preparation of this.line(now)) {
      const open = Math.min(preparation.quantity - preparation.claimed, share.room);
      const ready = Math.min(open, share.free);
      share.free -= ready;
      share.room -= open;
      if (preparation.campaign !== campaign) continue;
      share.ready += ready;
      share.open += open;
    }
    return share;
  }

  /** Counts one fresh code of a campaign. */
  count(campaign: string, now: number): void {
    const first = this.line(now).find((preparation) => preparation.campaign === campaign);
    if (first) first.claimed += 1;
  }

  /** Makes or changes one; the code of the refusal, or what it answers. */
  prepare(asked: { id: string; campaign: string; quantity: number; by: number }, stock: Stock): string {
    const { id, campaign, quantity, by } = asked;
    if (by + 24 <= stock.now) return "invalid_request";
    let available = Math.min(stock.available, stock.room);
    let { room } = stock;
    for (const preparation of this.line(stock.now)) {
      const open = Math.min(preparation.quantity - preparation.claimed, room);
      const ready = Math.min(open, available);
      available -= ready;
      room -= open;
      if (ready === preparation.quantity - preparation.claimed) preparation.wasReady = true;
    }
    const known = this.all.get(id);
    const claimed = known?.campaign === campaign ? known.claimed : 0;
    const others = this.line(stock.now).filter((other) => other.id !== id);
    const reserved = others.reduce((sum, other) => sum + other.quantity - other.claimed, 0);
    if (quantity - claimed > Math.max(0, stock.room - reserved)) return "invalid_request";
    this.all.set(id, {
      id,
      campaign,
      quantity,
      claimed,
      by,
      wasReady: known?.wasReady === true && quantity <= known.quantity,
      rank: known?.rank ?? this.all.size + 1,
    });
    return "ok";
  }
}
