/** An input object as graphql-js hands it over. */
export type Input = Record<string, unknown>;

export function isInput(value: unknown): value is Input {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The schema's Decimal, already checked to be a number when it was read. */
export function decimal(value: unknown): number {
  return Number(value);
}

/** An error of `DiscountErrorCode`. */
export interface UserError {
  field: string[] | null;
  code: string | null;
  message: string;
  extraInfo: string | null;
}

/** What is wrong with an input, collected on the way. Paths begin below the argument. */
export interface Problems {
  readonly errors: readonly UserError[];
  add(path: string[], code: string, message: string): void;
  /** Both kinds of purchase left out. */
  refuseNothing(path: string[], oneTimePurchase: boolean, subscription: boolean): void;
}

export function collectProblems(argument: string): Problems {
  const errors: UserError[] = [];
  const add: Problems["add"] = (path, code, message) => {
    errors.push({ field: [argument, ...path], code, message, extraInfo: null });
  };
  return {
    errors,
    add,
    refuseNothing(path, oneTimePurchase, subscription) {
      if (oneTimePurchase || subscription) return;
      const message = "A discount cannot have both appliesOnOneTimePurchase and appliesOnSubscription false.";
      add([...path, "appliesOnSubscription"], "APPLIES_ON_NOTHING", message);
    },
  };
}

/** A Boolean that may be left out. */
export function readFlag(value: unknown, before: boolean): boolean {
  return typeof value === "boolean" ? value : before;
}
