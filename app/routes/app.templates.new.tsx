import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Card, ChoiceList, Text } from "@shopify/polaris";
import { useCallback, useEffect, useState } from "react";
import { z } from "zod";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { merchantStore } from "#app/pages/merchant-store.server.ts";
import type { OfferInput } from "#app/platforms/offer.ts";
import { offerProblems } from "#app/platforms/shopify/offer-problems.ts";
import { createTemplate } from "#app/templates/create-template.server.ts";
import { newOfferForm } from "#app/ui/new-offer-form.ts";
import { OfferForm } from "#app/ui/OfferForm.tsx";
import { offerOfForm } from "#app/ui/offer-of-form.ts";
import { failureSentence } from "#app/ui/platform-words.ts";
import { TemplateFromDiscount } from "#app/ui/TemplateFromDiscount.tsx";
import { platformOf } from "#app/wiring/platform-of.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { currency, timeZone } = await merchantStore(await requireMerchant(request));
  return { currency: currency ?? "", timeZone, start: newOfferForm(new Date(), timeZone) };
}

const asked = z.discriminatedUnion("source", [
  z.object({ source: z.literal("existing"), name: z.string(), discountId: z.string().max(1_000) }),
  // What it may hold is checked, field by field, where the template is created.
  z.object({ source: z.literal("described"), name: z.string(), offer: z.custom<OfferInput>() }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const merchant = await requireMerchant(request);
  const { id: storeId } = await merchantStore(merchant);
  const { accountId, actor } = merchant;
  const input = asked.parse(await request.json());
  const creating = { accountId, storeId, actor, offerProblems };
  if (input.source === "described") return answerOf(await createTemplate({ ...creating, input }));
  // What the template keeps of the discount is what the store says now.
  const found = await (await platformOf(storeId, "page")).findDiscount(input.discountId);
  if (!found.ok) return { ok: false as const, problem: failureSentence(found.failure), errors: [] };
  if (!found.value) {
    return { ok: false as const, problem: "This discount is no longer in your store.", errors: [] };
  }
  const { source, name } = input;
  return answerOf(await createTemplate({ ...creating, input: { source, name, discount: found.value } }));
}

function answerOf(created: Awaited<ReturnType<typeof createTemplate>>) {
  return created.ok
    ? { ok: true as const, templateId: created.value.id }
    : { ok: false as const, problem: created.refusal.detail, errors: created.refusal.errors ?? [] };
}

export default function NewTemplate() {
  const { currency, timeZone, start } = useLoaderData<typeof loader>();
  const existing = useFetcher<typeof action>();
  const described = useFetcher<typeof action>();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const [source, setSource] = useState<"existing" | "described">("existing");
  const [values, setValues] = useState(start);
  const done = useCallback(
    (templateId: string) => {
      shopify.toast.show("Template created");
      navigate(`/app/templates/${templateId}`);
    },
    [navigate, shopify],
  );
  const made = existing.data?.ok ? existing.data.templateId : null;
  useEffect(() => {
    if (made) done(made);
  }, [made, done]);
  const answer = described.data;
  const onSaved = useCallback(() => {
    if (answer?.ok) done(answer.templateId);
  }, [answer, done]);
  const send = (fetcher: typeof existing, input: object) =>
    fetcher.submit(JSON.stringify(input), { method: "post", encType: "application/json" });
  const page = {
    title: "Create template",
    backAction: { content: "Templates", onAction: () => navigate("/app/templates") },
  };
  const choice = (
    <Card>
      <ChoiceList
        title={
          <Text as="span" variant="headingMd">
            Where the offer comes from
          </Text>
        }
        choices={[
          {
            value: "existing",
            label: "Use a discount that exists",
            helpText: "The app adds codes to it. You go on editing it in Shopify.",
          },
          {
            value: "described",
            label: "Describe one here",
            helpText: "The app creates the discounts in Shopify, also one for each expiry date.",
          },
        ]}
        selected={[source]}
        onChange={([chosen]) => setSource(chosen as typeof source)}
      />
    </Card>
  );
  if (source === "existing") {
    return (
      <TemplateFromDiscount
        page={page}
        timeZone={timeZone}
        errors={existing.data && !existing.data.ok ? existing.data.errors : NO_ERRORS}
        problem={existing.data && !existing.data.ok ? existing.data.problem : null}
        saving={existing.state === "idle" ? "no" : "yes"}
        onCreate={(template) => send(existing, { source: "existing", ...template })}
      >
        {choice}
      </TemplateFromDiscount>
    );
  }
  return (
    <OfferForm
      page={page}
      start={start}
      values={values}
      onChange={setValues}
      currency={currency}
      timeZone={timeZone}
      editing="no"
      errors={answer && !answer.ok ? answer.errors : NO_ERRORS}
      problem={answer && !answer.ok ? answer.problem : null}
      saving={described.state === "idle" ? "no" : "yes"}
      saved={answer?.ok ? "yes" : "no"}
      onSave={() =>
        send(described, { source: "described", name: values.name, offer: offerOfForm(values, timeZone) })
      }
      onSaved={onSaved}
    >
      {choice}
    </OfferForm>
  );
}

const NO_ERRORS: [] = [];

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
