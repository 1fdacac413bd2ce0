import { useLocation } from "@remix-run/react";
import { Banner, Box } from "@shopify/polaris";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { unanswered } from "./unanswered-changes.ts";

/** Says that a change was not answered, and sends it again. The page below keeps what was entered. */
export function UnansweredBanner() {
  const { pathname } = useLocation();
  const isThere = useSyncExternalStore(unanswered.watch, unanswered.areThere, () => false);
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isThere) banner.current?.focus();
  }, [isThere]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what makes them pointless
  useEffect(() => unanswered.drop, [pathname]);
  if (!isThere) return null;
  return (
    <div ref={banner} tabIndex={-1} className="cp-focus">
      <Box padding="400">
        <Banner
          tone="critical"
          title="The app did not answer"
          action={{ content: "Try again", onAction: unanswered.sendAgain }}
        >
          <p>
            Your last change was perhaps not carried out. What you have entered is still here: check your
            connection, and try again in a moment.
          </p>
        </Banner>
      </Box>
    </div>
  );
}
