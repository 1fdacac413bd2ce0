import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Layout, Page } from "@shopify/polaris";
import { useEffect } from "react";
import { z } from "zod";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { askErasure } from "#app/privacy/ask-erasure.server.ts";
import { CONTACT_IDENTIFIERS, CONTACT_MONTHS } from "#app/privacy/contact-identifier.ts";
import { finishDataRequest } from "#app/privacy/finish-data-request.server.ts";
import { listPersonalNames } from "#app/privacy/list-personal-names.server.ts";
import { readPrivacy } from "#app/privacy/read-privacy.server.ts";
import { setContactIdentifier } from "#app/privacy/set-contact-identifier.server.ts";
import { setContactMonths } from "#app/privacy/set-contact-months.server.ts";
import { ContactIdentifierSetting } from "#app/ui/ContactIdentifierSetting.tsx";
import { ContactRetention } from "#app/ui/ContactRetention.tsx";
import { DataRequests } from "#app/ui/DataRequests.tsx";
import { ForgetContact } from "#app/ui/ForgetContact.tsx";
import { formatCount } from "#app/ui/format.ts";
import { PersonalNamesBanner } from "#app/ui/PrivacyNotice.tsx";
import { useLookAgain } from "#app/ui/use-look-again.ts";

/** As in the public contract. */
const CONTACT_CHARACTERS_MAX = 320;

export async function loader({ request }: LoaderFunctionArgs) {
  const { accountId, timeZone } = await requireMerchant(request);
  const [privacy, personalNames] = await Promise.all([readPrivacy(accountId), listPersonalNames(accountId)]);
  return { ...privacy, personalNames, timeZone };
}

const change = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("identifier"), identifier: z.enum(CONTACT_IDENTIFIERS) }),
  z.object({ intent: z.literal("months"), months: z.literal(CONTACT_MONTHS).nullable() }),
  z.object({ intent: z.literal("forget"), contact: z.string().trim() }),
  z.object({ intent: z.literal("handed-over"), requestId: z.string() }),
]);
type Change = z.infer<typeof change>;

interface Answer {
  intent: Change["intent"];
  toast: string | null;
  problem: string | null;
}

export async function action({ request }: ActionFunctionArgs): Promise<Answer> {
  const { accountId, actor } = await requireMerchant(request);
  const asked = change.parse(await request.json());
  const { intent } = asked;
  if (asked.intent === "identifier") {
    await setContactIdentifier({ accountId, actor, identifier: asked.identifier });
    return { intent, toast: "Saved", problem: null };
  }
  if (asked.intent === "months") {
    await setContactMonths({ accountId, actor, months: asked.months });
    return { intent, toast: "Saved", problem: null };
  }
  if (asked.intent === "handed-over") {
    const done = await finishDataRequest({ accountId, actor, requestId: asked.requestId });
    return done.ok
      ? { intent, toast: "Request answered, file deleted", problem: null }
      : { intent, toast: null, problem: done.refusal.detail };
  }
  if (asked.contact === "" || asked.contact.length > CONTACT_CHARACTERS_MAX) {
    return {
      intent,
      toast: null,
      problem: `Enter the contact as your email platform sends it, at most ${CONTACT_CHARACTERS_MAX} characters.`,
    };
  }
  const { status, messages } = await askErasure({
    accountId,
    actor,
    source: "merchant",
    contacts: [asked.contact],
  });
  const found = messages === 1 ? "1 message" : `${formatCount(messages)} messages`;
  const toast = status === "completed" ? `Contact forgotten, in ${found}` : "The contact is being forgotten";
  return {
    intent,
    toast: messages === 0 && status === "completed" ? "Nothing was stored of this contact" : toast,
    problem: null,
  };
}

export default function Privacy() {
  const { identifier, contactMonths, requests, erased, personalNames, timeZone } =
    useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const answer = fetcher.data;
  useLookAgain(
    requests.some(({ state }) => state === "waiting") || erased.some(({ finishedAt }) => finishedAt === null)
      ? "changing"
      : "still",
  );
  useEffect(() => {
    if (answer?.toast) shopify.toast.show(answer.toast);
    else if (answer?.problem && answer.intent !== "forget")
      shopify.toast.show(answer.problem, { isError: true });
  }, [answer, shopify]);
  const send = (asked: Change) =>
    fetcher.submit(JSON.stringify(asked), { method: "post", encType: "application/json" });
  const sent = fetcher.state === "idle" ? undefined : (fetcher.json as Change | undefined);
  const isSending = (intent: Change["intent"]) => (sent?.intent === intent ? "yes" : "no");
  const problem = answer?.intent === "forget" && fetcher.state === "idle" ? answer.problem : null;
  return (
    <Page title="Privacy" backAction={{ content: "Settings", url: "/app/settings" }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <PersonalNamesBanner clients={personalNames} />
            <DataRequests
              requests={requests}
              identifier={identifier}
              timeZone={timeZone}
              onDone={(requestId) => send({ intent: "handed-over", requestId })}
            />
            <ForgetContact
              erased={erased}
              identifier={identifier}
              timeZone={timeZone}
              problem={problem}
              running={isSending("forget")}
              done={answer?.intent === "forget" && answer.toast ? answer : null}
              onForget={(contact) => send({ intent: "forget", contact })}
            />
            <ContactRetention
              months={sent?.intent === "months" ? sent.months : contactMonths}
              running={isSending("months")}
              onChange={(months) => send({ intent: "months", months })}
            />
            <ContactIdentifierSetting
              identifier={sent?.intent === "identifier" ? sent.identifier : identifier}
              running={isSending("identifier")}
              onChange={(chosen) => send({ intent: "identifier", identifier: chosen })}
            />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
