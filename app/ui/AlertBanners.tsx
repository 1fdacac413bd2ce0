import { Banner, BlockStack, Link } from "@shopify/polaris";
import type { PoolTrouble } from "../events/event-types.ts";
import { MANY_POOLS_WORDS } from "./alert-words.ts";
import { formatCount } from "./format.ts";

interface AlertGroupShown {
  kind: PoolTrouble;
  count: number;
  pools: { id: string; name: string }[];
}

/** How a trouble is said of one pool, and of several. */
const TROUBLE_WORDS = {
  "pool.empty": { one: "A pool is empty", many: MANY_POOLS_WORDS["pool.empty"], tone: "critical" },
  "pool.unavailable": {
    one: "A pool cannot hand out codes",
    many: MANY_POOLS_WORDS["pool.unavailable"],
    tone: "critical",
  },
  "pool.replenish_failed": {
    one: "A pool lacks codes, and no new ones are made",
    many: MANY_POOLS_WORDS["pool.replenish_failed"],
    tone: "critical",
  },
  "pool.codes_refused": {
    one: "A pool holds codes that the checkout refuses",
    many: MANY_POOLS_WORDS["pool.codes_refused"],
    tone: "critical",
  },
  "pool.low": { one: "A pool is low", many: MANY_POOLS_WORDS["pool.low"], tone: "warning" },
  "pool.codes_expiring": {
    one: "Codes of a pool expire within a week",
    many: MANY_POOLS_WORDS["pool.codes_expiring"],
    tone: "warning",
  },
} as const satisfies Record<PoolTrouble, { one: string; many: string; tone: "critical" | "warning" }>;

/** What is the matter with the account's pools, the gravest first: one banner for what is urgent, one for the rest. */
export function AlertBanners({ alerts }: { alerts: AlertGroupShown[] }) {
  const banners = (["critical", "warning"] as const).flatMap((tone) => {
    const groups = alerts.filter(({ kind }) => TROUBLE_WORDS[kind].tone === tone);
    return groups.length > 0 ? [{ tone, groups }] : [];
  });
  if (banners.length === 0) return null;
  return (
    <BlockStack gap="300">
      {banners.map(({ tone, groups }, index) => (
        <Banner
          key={tone}
          tone={tone}
          title={tone === "critical" ? "Pools that need you now" : "Pools to look after"}
          action={index === 0 ? { content: "Who is told by mail", url: "/app/alerts" } : undefined}
        >
          <BlockStack as="ul" gap="100">
            {groups.map((group) => (
              <li key={group.kind} className="cp-plain-item cp-break">
                {sentence(group)}: <Pools group={group} />
              </li>
            ))}
          </BlockStack>
        </Banner>
      ))}
    </BlockStack>
  );
}

function sentence({ kind, count }: AlertGroupShown): string {
  const { one, many } = TROUBLE_WORDS[kind];
  return count === 1 ? one : `${formatCount(count)} ${many}`;
}

function Pools({ group: { pools, count } }: { group: AlertGroupShown }) {
  return (
    <>
      {pools.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 ? ", " : ""}
          <Link url={`/app/pools/${id}`}>{name}</Link>
        </span>
      ))}
      {count > pools.length ? ` and ${formatCount(count - pools.length)} more` : ""}
    </>
  );
}
