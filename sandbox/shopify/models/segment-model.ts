import { connection } from "../connection.ts";
import { compileSearch, type SearchFields } from "../discounts/search-syntax.ts";
import { notModelled } from "../not-modelled.ts";
import type { AdminModel } from "../sandbox-shopify.ts";
import type { ShopifyData } from "../shopify-state.ts";

type Segment = ShopifyData["segments"][number];

const FIELDS: SearchFields<Segment> = {
  default: { kind: "words", read: ({ name }) => name },
  name: { kind: "words", read: ({ name }) => name },
  id: { kind: "number", read: ({ number }) => number },
};

/** Customer segments, as far as choosing them needs. */
export const segmentModel: AdminModel = {
  query: {
    segment: ({ id }, { shopify }) => {
      const found = shopify.state.data.segments.find((segment) => segment.id === id);
      return found ? segmentNode(found) : null;
    },
    segments: (args, { shopify }) => {
      if (args.sortKey === "LAST_EDIT_DATE") throw notModelled("QueryRoot", "segments(sortKey)");
      const found = shopify.state.data.segments.filter(compileSearch(args.query, FIELDS));
      return connection(found.map(segmentNode), args);
    },
  },
};

function segmentNode({ id, name, query, creationDate, lastEditDate }: Segment) {
  return { __typename: "Segment", id, name, query, creationDate, lastEditDate };
}
