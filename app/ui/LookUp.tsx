import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Form, Link, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { ClaimLine } from "../claims/claim-line.ts";
import { ClaimLines } from "./ClaimLines.tsx";
import { formatTime } from "./format.ts";
import { codeSentence } from "./look-up-words.ts";

export interface FoundCodeView {
  id: number;
  code: string;
  state: string;
  poolId: string;
  poolName: string;
  fileName: string | null;
  batchId: string | null;
  assignedAt: string | null;
  expiresAt: string | null;
  returnsAt: string | null;
  orders: { order: string; redeemedAt: string; cancelledAt: string | null }[];
  claims: ClaimLine[];
}

/** What the look-up answers. */
export type LookUpAnswer =
  | { by: "code"; asked: string; found: (FoundCodeView & { hasOlder: boolean }) | null }
  | { by: "contact"; asked: string; claims: ClaimLine[]; hasOlder: boolean };

const KINDS = {
  code: { label: "Code", placeholder: "SAVE-7KQ2", question: "Who got this code?" },
  contact: {
    label: "Contact",
    placeholder: "ada@example.com",
    question: "Which codes did this contact get from this pool?",
  },
} as const;

/** Longer than any code or contact; the action takes no more. */
const CHARACTERS_MAX = 400;

/** "Who got SAVE-7KQ2?" and "Which code did this contact get?" */
export function LookUp({ poolId, timeZone }: { poolId: string; timeZone: string }) {
  const fetcher = useFetcher<LookUpAnswer>();
  const [by, setBy] = useState<keyof typeof KINDS>("code");
  const [asked, setAsked] = useState("");
  const isTooLong = asked.trim().length > CHARACTERS_MAX;
  const answer = fetcher.data;
  const result = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer) result.current?.focus();
  }, [answer]);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Look up
        </Text>
        <Form
          onSubmit={() => {
            if (asked.trim() !== "" && !isTooLong)
              fetcher.submit({ by, asked }, { method: "post", action: `/app/pools/${poolId}/look-up` });
          }}
        >
          <TextField
            label={KINDS[by].question}
            value={asked}
            onChange={setAsked}
            placeholder={KINDS[by].placeholder}
            autoComplete="off"
            spellCheck={false}
            error={isTooLong ? `Enter one code or contact, at most ${CHARACTERS_MAX} characters.` : undefined}
            connectedLeft={
              <Select
                label="Look up by"
                labelHidden
                options={Object.entries(KINDS).map(([value, { label }]) => ({ value, label }))}
                value={by}
                onChange={(chosen) => setBy(chosen as keyof typeof KINDS)}
              />
            }
            connectedRight={
              <Button submit loading={fetcher.state !== "idle"}>
                Look up
              </Button>
            }
          />
        </Form>
        {answer ? (
          <div ref={result} tabIndex={-1} className="cp-focus cp-break">
            <BlockStack gap="300">
              {answer.by === "code" ? (
                <CodeAnswer answer={answer} poolId={poolId} timeZone={timeZone} />
              ) : (
                <ContactAnswer answer={answer} timeZone={timeZone} />
              )}
            </BlockStack>
          </div>
        ) : (
          <Text as="p" tone="subdued">
            Contacts are stored scrambled, so an answer names the message by the key that your email platform
            gave it.
          </Text>
        )}
        <Link url={`/app/find?pool=${poolId}`}>Find in all pools, mark codes void, export</Link>
      </BlockStack>
    </Card>
  );
}

interface AnswerProps<Kind extends LookUpAnswer["by"]> {
  answer: Extract<LookUpAnswer, { by: Kind }>;
  timeZone: string;
}

function CodeAnswer({ answer, poolId, timeZone }: AnswerProps<"code"> & { poolId: string }) {
  const { found } = answer;
  if (!found) return <Text as="p">{`There is no code ${answer.asked} in any of your pools.`}</Text>;
  return (
    <>
      <Text as="p" fontWeight="semibold">
        {codeSentence(found, timeZone)}
      </Text>
      {found.poolId === poolId ? null : (
        <Text as="p">
          It is in another pool: <Link url={`/app/pools/${found.poolId}`}>{found.poolName}</Link>.
        </Text>
      )}
      <Text as="p" tone="subdued">
        {[
          found.fileName ? `Uploaded with ${found.fileName}` : null,
          found.expiresAt ? `expires ${formatTime(found.expiresAt, timeZone)}` : "does not expire",
        ]
          .filter((part) => part !== null)
          .join(", ")}
      </Text>
      <ClaimLines lines={found.claims} timeZone={timeZone} />
      {found.hasOlder ? <OlderOnes /> : null}
    </>
  );
}

function ContactAnswer({ answer, timeZone }: AnswerProps<"contact">) {
  if (answer.claims.length === 0) return <Text as="p">{`${answer.asked} got no code from this pool.`}</Text>;
  return (
    <>
      <Text as="p" fontWeight="semibold">
        {messagesWords(answer)}
      </Text>
      <ClaimLines lines={answer.claims} timeZone={timeZone} />
      {answer.hasOlder ? <OlderOnes /> : null}
    </>
  );
}

function messagesWords({ claims, asked, hasOlder }: AnswerProps<"contact">["answer"]): string {
  if (claims.length === 1) return `One message to ${asked}:`;
  return `${hasOlder ? "The newest " : ""}${claims.length} messages to ${asked}:`;
}

function OlderOnes() {
  return <Text as="p">There are older ones, which Find shows.</Text>;
}
