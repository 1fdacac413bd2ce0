import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Checkbox, Layout, Page, Text } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { z } from "zod";
import { assignAnother } from "#app/claims/assign-another.server.ts";
import { findCode } from "#app/claims/find-code.server.ts";
import { findContact } from "#app/claims/find-contact.server.ts";
import { findKey } from "#app/claims/find-key.server.ts";
import { linesOfPage, partOfPage } from "#app/claims/found-part.ts";
import { markVoid } from "#app/claims/mark-void.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { getPool } from "#app/pools/get-pool.server.ts";
import { ConfirmModal } from "#app/ui/ConfirmModal.tsx";
import { ExportClaims } from "#app/ui/ExportClaims.tsx";
import { FindForm } from "#app/ui/FindForm.tsx";
import { type FoundAnswer, FoundList } from "#app/ui/FoundList.tsx";
import { type FoundItem, itemOfClaim, itemsOfCode } from "#app/ui/found-items.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, timeZone } = await requireMerchant(request);
  const asked = new URL(request.url).searchParams.get("pool");
  const pool = asked ? await getPool({ accountId, pool: asked }) : null;
  return { timeZone, pool: pool?.ok ? { id: pool.value.id, name: pool.value.name } : null };
}

const search = { asked: z.string().trim().min(1).max(400), page: z.number().int().min(1).max(1_000_000) };
const change = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("find"), ...search }),
  z.object({ intent: z.literal("void"), ...search, codeId: z.number().int() }),
  z.object({
    intent: z.literal("another"),
    ...search,
    poolId: z.string(),
    key: z.string(),
    earlier: z.enum(["void", "stays"]),
  }),
]);
type Change = z.infer<typeof change>;

/** Finds, and changes what was found. A POST, so that no contact stands in an address. */
export async function action({ request }: ActionFunctionArgs): Promise<FoundAnswer> {
  const { accountId, actor } = await requireMerchant(request);
  const told = change.parse(await request.json());
  const done = await carryOut({ accountId, actor }, told);
  return { ...done, ...(await findAll(accountId, told)) };
}

async function carryOut(
  who: { accountId: string; actor: string },
  told: Change,
): Promise<Pick<FoundAnswer, "toast" | "problem" | "another">> {
  const nothing = { toast: null, problem: null, another: null };
  switch (told.intent) {
    case "find":
      return nothing;
    case "void": {
      const voided = await markVoid({ ...who, codeId: told.codeId });
      return voided.ok
        ? { ...nothing, toast: "Code marked void" }
        : { ...nothing, problem: voided.refusal.detail };
    }
    case "another": {
      const { poolId, key, earlier } = told;
      const got = await assignAnother({ ...who, poolId, key, earlier });
      return got.ok
        ? { ...nothing, toast: "Another code assigned", another: got.value }
        : { ...nothing, problem: got.refusal.detail };
    }
    default:
      throw new Error(`An unknown change: ${told satisfies never}`);
  }
}

/** A code, and what a contact or a key of this name was answered; each at most once. */
async function findAll(
  accountId: string,
  { asked, page }: { asked: string; page: number },
): Promise<Omit<FoundAnswer, "toast" | "problem" | "another">> {
  const part = partOfPage(page);
  const [code, ofContact, ofKey] = await Promise.all([
    findCode({ accountId, code: asked, part }),
    findContact({ accountId, contact: asked, part }),
    findKey({ accountId, key: asked, part }),
  ]);
  const ofCode = linesOfPage(code?.claims ?? []);
  const others = [linesOfPage(ofContact), linesOfPage(ofKey)];
  const items = [
    ...(code && page === 1 ? itemsOfCode({ ...code, claims: ofCode.lines }) : ofCode.lines.map(itemOfClaim)),
    ...others.flatMap(({ lines }) => lines.map(itemOfClaim)),
  ];
  return {
    asked,
    page,
    items: [...new Map(items.map((item) => [item.id, item])).values()],
    hasOlder: [ofCode, ...others].some(({ hasOlder }) => hasOlder),
  };
}

export default function Find() {
  const { timeZone, pool } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const [asking, setAsking] = useState<{ about: "void" | "another"; item: FoundItem } | null>(null);
  const [voidsEarlier, setVoidsEarlier] = useState(true);
  const result = useRef<HTMLDivElement>(null);
  const answer = fetcher.data;
  const running = fetcher.state === "idle" ? "no" : "yes";
  useEffect(() => {
    if (!answer) return;
    result.current?.focus();
    if (answer.toast) shopify.toast.show(answer.toast);
  }, [answer, shopify]);
  const send = (told: Change) =>
    fetcher.submit(JSON.stringify(told), { method: "post", encType: "application/json" });
  const goAhead = () => {
    if (!asking || !answer) return;
    const { item } = asking;
    const { asked, page } = answer;
    if (asking.about === "void" && item.codeId !== null)
      send({ intent: "void", asked, page, codeId: item.codeId });
    else if (item.message?.key) {
      const earlier = voidsEarlier ? "void" : "stays";
      send({ intent: "another", asked, page, poolId: item.poolId, key: item.message.key, earlier });
    }
    setAsking(null);
  };
  const isVoid = asking?.about === "void";
  return (
    <Page
      title="Find"
      subtitle="Who got which code, in all your pools"
      backAction={{ content: "Coupon pools", url: "/app" }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <FindForm running={running} onFind={(asked) => send({ intent: "find", asked, page: 1 })} />
            {answer ? (
              <div ref={result} tabIndex={-1} className="cp-focus">
                <FoundList
                  found={answer}
                  timeZone={timeZone}
                  running={running}
                  onTurn={(page) => send({ intent: "find", asked: answer.asked, page })}
                  onVoid={(item) => setAsking({ about: "void", item })}
                  onAnother={(item) => setAsking({ about: "another", item })}
                />
              </div>
            ) : null}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <ExportClaims pool={pool} />
        </Layout.Section>
      </Layout>
      <ConfirmModal
        id="change-code"
        open={asking !== null}
        title={isVoid ? `Mark ${asking?.item.code} void?` : "Assign another code?"}
        confirm={isVoid ? "Mark void" : "Assign another code"}
        tone={isVoid ? "critical" : "default"}
        running={running}
        onClose={() => setAsking(null)}
        onConfirm={goAhead}
      >
        {isVoid ? (
          <Text as="p">
            The app never hands this code out again. If it was made for a dynamic pool it is deleted in your
            store; an uploaded code works in your store until you delete it there. This cannot be undone.
          </Text>
        ) : (
          <BlockStack gap="300">
            <Text as="p">
              The contact of this message gets one more code of {asking?.item.poolName}. It counts as
              assigned.
            </Text>
            <Checkbox
              label="Mark the earlier code void"
              helpText="In a pool that gives each contact one code this is done in any case."
              checked={voidsEarlier}
              onChange={setVoidsEarlier}
            />
          </BlockStack>
        )}
      </ConfirmModal>
    </Page>
  );
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
