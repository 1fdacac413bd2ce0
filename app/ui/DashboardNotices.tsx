import { Banner, BlockStack, Box, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import { dashboardNotices, type Notice, type NoticesFrom } from "./dashboard-notices.ts";

/** Lines that stand open on the page: the list of pools is what it is for. */
const LINES_OPEN = 5;
/** Up to so many things are explained at once. */
const EXPLAINED = 2;

const TITLES = {
  critical: { one: "1 thing needs you now", many: "things need you now" },
  warning: { one: "1 thing to look after", many: "things to look after" },
} as const;

/** What is the matter, in two banners at most: what is urgent, then the rest, folded where there is much. */
export function DashboardNotices({
  from,
  toldByMail,
}: {
  from: NoticesFrom;
  toldByMail: "nobody" | "somebody";
}) {
  const notices = dashboardNotices(from);
  const critical = notices.filter(({ tone }) => tone === "critical");
  const warning = notices.filter(({ tone }) => tone === "warning");
  const explained = notices.length <= EXPLAINED ? "yes" : "no";
  const openCritical = Math.min(critical.length, LINES_OPEN);
  // All of them or none: a warning that is picked out looks graver than those behind it.
  const openWarning = openCritical + warning.length <= LINES_OPEN ? warning.length : 0;
  if (notices.length === 0) {
    return toldByMail === "nobody" ? (
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" tone="subdued">
          Nobody gets a mail when a pool runs low or empty.{" "}
          <Link url="/app/alerts">Choose who is told by mail</Link>
        </Text>
      </Box>
    ) : null;
  }
  return (
    <BlockStack gap="300">
      <Notices
        tone="critical"
        notices={critical}
        open={openCritical}
        explained={explained}
        toldByMail={toldByMail}
        isFirst="yes"
      />
      <Notices
        tone="warning"
        notices={warning}
        open={openWarning}
        explained={explained}
        toldByMail={toldByMail}
        isFirst={critical.length === 0 ? "yes" : "no"}
      />
    </BlockStack>
  );
}

function Notices({
  tone,
  notices,
  open,
  explained,
  toldByMail,
  isFirst,
}: {
  tone: Notice["tone"];
  notices: Notice[];
  open: number;
  explained: "yes" | "no";
  toldByMail: "nobody" | "somebody";
  isFirst: "yes" | "no";
}) {
  const [unfolded, setUnfolded] = useState(false);
  const list = useId();
  if (notices.length === 0) return null;
  const shown = unfolded ? notices : notices.slice(0, open);
  const folded = notices.length - open;
  const { one, many } = TITLES[tone];
  return (
    <Banner tone={tone} title={notices.length === 1 ? one : `${notices.length} ${many}`}>
      <BlockStack gap="200">
        {shown.length === 0 ? null : (
          <div id={list}>
            <BlockStack as="ul" gap="100">
              {shown.map((notice) => (
                <li key={notice.key} className="cp-plain-item cp-break">
                  {notice.words}: <Links notice={notice} />
                  {explained === "yes" && notice.help ? <p>{notice.help}</p> : null}
                </li>
              ))}
            </BlockStack>
          </div>
        )}
        {folded > 0 || isFirst === "yes" ? (
          <InlineStack gap="400">
            {folded > 0 ? (
              <Button
                variant="plain"
                ariaExpanded={unfolded}
                ariaControls={shown.length === 0 ? undefined : list}
                onClick={() => setUnfolded(!unfolded)}
              >
                {unfolded ? "Show fewer" : open === 0 ? "Show them" : `Show ${folded} more`}
              </Button>
            ) : null}
            {isFirst === "yes" ? (
              <Link url="/app/alerts">
                {toldByMail === "nobody" ? "Nobody is told by mail: choose who is" : "Who is told by mail"}
              </Link>
            ) : null}
          </InlineStack>
        ) : null}
      </BlockStack>
    </Banner>
  );
}

function Links({ notice: { links } }: { notice: Notice }) {
  return links.map(({ key, label, url, note }, index) => (
    <span key={key}>
      {index > 0 ? ", " : ""}
      <Link url={url}>{label}</Link>
      {note === null ? "" : ` (${note})`}
    </span>
  ));
}
