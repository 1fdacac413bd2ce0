import { GraphQLError } from "graphql";

export interface Page {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** The largest page that Shopify gives. */
const PAGE_MAX = 250;

/** Cuts a page out of a list and gives it the shape of a connection. Cursors name the item's id. */
export function connection<T extends { id: string }>(items: readonly T[], args: Page) {
  const size = checkPageSize(args);
  let page = args.reverse ? items.toReversed() : [...items];
  const total = page.length;
  if (args.after) page = page.slice(positionOf(page, args.after) + 1);
  if (args.before) page = page.slice(0, positionOf(page, args.before));
  const shown = args.first === undefined || args.first === null ? page.slice(-size) : page.slice(0, size);
  const [firstShown, lastShown] = [shown[0], shown.at(-1)];
  const all = args.reverse ? items.toReversed() : items;
  return {
    nodes: shown,
    edges: shown.map((node) => ({ node, cursor: cursorOf(node) })),
    pageInfo: {
      hasPreviousPage: firstShown !== undefined && all[0] !== firstShown,
      hasNextPage: lastShown !== undefined && all[total - 1] !== lastShown,
      startCursor: firstShown ? cursorOf(firstShown) : null,
      endCursor: lastShown ? cursorOf(lastShown) : null,
    },
  };
}

/** How many items are asked for; the words of Shopify when that is missing or too many. */
export function checkPageSize(args: Page): number {
  const size = args.first ?? args.last;
  if (size === undefined || size === null) {
    throw new GraphQLError("you must provide one of first or last", { extensions: { code: "BAD_REQUEST" } });
  }
  if (size < 0 || size > PAGE_MAX) {
    throw new GraphQLError(`The page size must be from 0 to ${PAGE_MAX}`, {
      extensions: { code: "BAD_REQUEST" },
    });
  }
  return size;
}

export function cursorOf(item: { id: string }): string {
  return Buffer.from(JSON.stringify({ last_id: item.id })).toString("base64");
}

function positionOf(items: readonly { id: string }[], cursor: string): number {
  const position = items.findIndex((item) => cursorOf(item) === cursor);
  if (position < 0) throw invalidCursor();
  return position;
}

export function invalidCursor(): GraphQLError {
  return new GraphQLError("Invalid cursor for current pagination sort.", {
    extensions: { code: "BAD_REQUEST" },
  });
}
