import { Banner } from "@shopify/polaris";
import type { PoolDetail } from "../pools/pool-view.ts";
import type { TemplateSource } from "../templates/template-view.ts";
import { unassignedCodes } from "./archive-words.ts";
import { DynamicBanner } from "./DynamicBanner.tsx";
import { formatCodes } from "./format.ts";
import { whenDrySentence } from "./pool-words.ts";

interface PoolBannerProps {
  pool: PoolDetail;
  /** Of a dynamic pool's template. */
  source: TemplateSource;
  onUnarchive: () => void;
  /** Asks whether an archived pool's codes are to be deleted in the store. */
  onDeleteUnassigned: () => void;
}

/** What is the matter with a pool, and what to do. Nothing for a pool that is fine. */
export function PoolBanner({ pool, source, onUnarchive, onDeleteUnassigned }: PoolBannerProps) {
  if (pool.type === "dynamic" && pool.status !== "archived")
    return <DynamicBanner pool={pool} source={source} />;
  const upload = { content: "Upload codes", url: `/app/pools/${pool.id}/upload` };
  switch (pool.status) {
    case "active":
      return null;
    case "empty":
      return pool.counts.added === 0 ? (
        <Banner tone="info" title="Upload the first codes" action={upload}>
          <p>The pool is ready. Until it has codes: {whenDrySentence(pool)}</p>
        </Banner>
      ) : (
        <Banner tone="critical" title="No codes left" action={upload}>
          <p>{whenDrySentence(pool)}</p>
        </Banner>
      );
    case "low":
      return (
        <Banner tone="warning" title={`Only ${formatCodes(pool.counts.available)} left`} action={upload}>
          <p>Upload more before the pool runs dry. {whenDrySentence(pool)}</p>
        </Banner>
      );
    case "unavailable":
      return (
        <Banner tone="critical" title="This pool cannot hand out codes">
          <p>{pool.reason ?? "Its offer does not work at the moment."}</p>
        </Banner>
      );
    case "archived": {
      const codes = unassignedCodes(pool);
      return (
        <Banner
          tone="info"
          title="This pool is archived"
          action={{ content: "Restore pool", onAction: onUnarchive }}
          secondaryAction={
            codes > 0 ? { content: "Delete unassigned codes", onAction: onDeleteUnassigned } : undefined
          }
        >
          <p>
            {codes > 0
              ? `It hands out no codes. The store still holds ${formatCodes(codes)} of it that nobody was given.`
              : "It hands out no codes. Its settings and figures are kept."}
          </p>
        </Banner>
      );
    }
    default:
      throw new Error(`An unknown status: ${pool.status satisfies never}`);
  }
}
