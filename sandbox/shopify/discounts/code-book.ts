// Every code of the shop. Codes are many (a million and more), so they lie in plain arrays by their place,
// not in objects: about 100 bytes each, the string included.

/** Redeem code ids begin here: beyond 32 bits, as Shopify's are. */
const FIRST_NUMBER = 20_310_000_000_000;

export type Maker = "app" | "merchant";

export interface RedeemCode {
  /** The number at the end of its id. */
  number: number;
  code: string;
  discount: number;
  /** Orders that used it. */
  uses: number;
  by: Maker;
}

export interface CodeBook {
  readonly count: number;
  /** Without regard to case. */
  find(code: string): RedeemCode | undefined;
  at(number: number): RedeemCode | undefined;
  /** The code must be free. `number` only when codes are read back from disk. */
  add(discount: number, code: string, by: Maker, number?: number): number;
  /** Numbers below this one are never given out again. */
  reserve(number: number): void;
  remove(number: number): void;
  use(number: number, customer: string | null): void;
  usedBy(number: number, customer: string): boolean;
  customersOf(number: number): readonly string[];
  /** Numbers of a discount's codes, ascending. */
  ofDiscount(discount: number): readonly number[];
  all(): Iterable<RedeemCode>;
  /** The number that the next code gets. */
  readonly next: number;
}

export function createCodeBook(): CodeBook {
  const codes: (string | null)[] = [];
  const discounts: number[] = [];
  const places = new Map<string, number>();
  const lists = new Map<number, { numbers: number[]; removed: number }>();
  /** Codes that no app made: few. */
  const merchants = new Set<number>();
  const uses = new Map<number, number>();
  const customers = new Map<number, Set<string>>();

  const read = (place: number): RedeemCode | undefined => {
    const code = codes[place];
    if (typeof code !== "string") return undefined;
    const number = FIRST_NUMBER + place;
    return {
      number,
      code,
      discount: discounts[place] ?? 0,
      uses: uses.get(number) ?? 0,
      by: merchants.has(number) ? "merchant" : "app",
    };
  };
  const reserve = (number: number) => {
    while (codes.length < number - FIRST_NUMBER) {
      codes.push(null);
      discounts.push(0);
    }
  };
  const isThere = (number: number) => typeof codes[number - FIRST_NUMBER] === "string";

  return {
    get count() {
      return places.size;
    },
    get next() {
      return FIRST_NUMBER + codes.length;
    },
    find(code) {
      const place = places.get(keyOf(code));
      return place === undefined ? undefined : read(place);
    },
    at: (number) => read(number - FIRST_NUMBER),
    add(discount, code, by, number = FIRST_NUMBER + codes.length) {
      const key = keyOf(code);
      if (places.has(key)) throw new Error(`The code ${code} is taken.`);
      const place = number - FIRST_NUMBER;
      reserve(number);
      codes[place] = code;
      discounts[place] = discount;
      places.set(key, place);
      if (by === "merchant") merchants.add(number);
      const list = lists.get(discount);
      if (list) list.numbers.push(number);
      else lists.set(discount, { numbers: [number], removed: 0 });
      return number;
    },
    reserve,
    remove(number) {
      const record = read(number - FIRST_NUMBER);
      if (!record) return;
      codes[number - FIRST_NUMBER] = null;
      places.delete(keyOf(record.code));
      merchants.delete(number);
      uses.delete(number);
      customers.delete(number);
      const list = lists.get(record.discount);
      if (list) list.removed++;
    },
    use(number, customer) {
      uses.set(number, (uses.get(number) ?? 0) + 1);
      if (customer === null) return;
      const known = customers.get(number);
      if (known) known.add(customer);
      else customers.set(number, new Set([customer]));
    },
    usedBy: (number, customer) => customers.get(number)?.has(customer) ?? false,
    customersOf: (number) => [...(customers.get(number) ?? [])],
    ofDiscount(discount) {
      const list = lists.get(discount);
      if (!list) return [];
      if (list.removed > 0) {
        list.numbers = list.numbers.filter(isThere);
        list.removed = 0;
      }
      return list.numbers;
    },
    *all() {
      for (let place = 0; place < codes.length; place++) {
        const record = read(place);
        if (record) yield record;
      }
    },
  };
}

/** Upper case: the usual code is its own key and shares its memory. */
function keyOf(code: string): string {
  const key = code.toUpperCase();
  return key === code ? code : key;
}
