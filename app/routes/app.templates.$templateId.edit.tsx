import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { z } from "zod";
import { foundOr404 } from "#app/pages/found-or-404.server.ts";
import { requireMerchant } from "#app/pages/merchant.server.ts";
import { merchantStore } from "#app/pages/merchant-store.server.ts";
import type { OfferInput } from "#app/platforms/offer.ts";
import { offerProblems } from "#app/platforms/shopify/offer-problems.ts";
import { discountPage } from "#app/platforms/shopify/shopify-ids.ts";
import { editTemplate } from "#app/templates/edit-template.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import { formOfOffer } from "#app/ui/form-of-offer.ts";
import { OfferForm } from "#app/ui/OfferForm.tsx";
import type { OfferFormValues } from "#app/ui/offer-form-values.ts";
import { offerOfForm } from "#app/ui/offer-of-form.ts";
import { TemplateRename } from "#app/ui/TemplateRename.tsx";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const merchant = await requireMerchant(request);
  const { accountId } = merchant;
  const template = foundOr404(await getTemplate({ accountId, templateId: params.templateId ?? "" }));
  const { id, name, offer, discountId, groups } = template;
  const { id: storeId, currency, timeZone } = await merchantStore(merchant);
  // A template of another store is edited in that one's admin, by what its platform can express.
  if (template.archivedAt || template.storeId !== storeId) throw redirect(`/app/templates/${id}`);
  return {
    template: { id, name },
    described: offer && {
      start: formOfOffer({ name, offer }, new Date(), timeZone),
      currency: currency ?? "",
      timeZone,
      liveDiscounts: groups.filter(({ state }) => state === "live").length,
    },
    discountPage: discountId === null ? null : discountPage(discountId),
  };
}

// What the offer may hold is checked, field by field, where the template is edited.
const asked = z.object({ name: z.string(), offer: z.custom<OfferInput>().optional() });

export async function action({ request, params }: ActionFunctionArgs) {
  const merchant = await requireMerchant(request);
  const { accountId, actor } = merchant;
  const { name, offer } = asked.parse(await request.json());
  const templateId = params.templateId ?? "";
  const template = foundOr404(await getTemplate({ accountId, templateId }));
  if (template.storeId !== (await merchantStore(merchant)).id) throw redirect(`/app/templates/${templateId}`);
  const input = offer ? { name, offer } : { name };
  const edited = await editTemplate({ accountId, actor, templateId, input, offerProblems });
  return edited.ok
    ? { ok: true as const }
    : { ok: false as const, problem: edited.refusal.detail, errors: edited.refusal.errors ?? [] };
}

export default function EditTemplate() {
  const { template, described, discountPage } = useLoaderData<typeof loader>();
  return described ? (
    <EditOffer {...template} {...described} />
  ) : (
    <Rename {...template} discountPage={discountPage} />
  );
}

interface EditOfferProps {
  id: string;
  name: string;
  start: OfferFormValues;
  currency: string;
  timeZone: string;
  liveDiscounts: number;
}

function EditOffer({ id, name, start, currency, timeZone, liveDiscounts }: EditOfferProps) {
  const { save, ...form } = useTemplateForm(id, name);
  const [values, setValues] = useState(start);
  return (
    <OfferForm
      {...form}
      start={start}
      values={values}
      onChange={setValues}
      currency={currency}
      timeZone={timeZone}
      editing="yes"
      onSave={() => save({ name: values.name, offer: offerOfForm(values, timeZone) })}
    >
      <Banner tone="warning" title="Changes reach codes that were already sent">
        <p>
          {`${discountsTold(liveDiscounts)} Each part below says what changes at once and what holds only for new codes. To leave codes that were sent as they are, duplicate the template instead.`}
        </p>
      </Banner>
    </OfferForm>
  );
}

function discountsTold(live: number): string {
  if (live === 0) return "This template has no discount in Shopify yet.";
  if (live === 1) return "Saving changes the discount that this template has in Shopify.";
  return `Saving changes all ${live} discounts that this template has in Shopify, one after the other.`;
}

function Rename({ id, name, discountPage }: { id: string; name: string; discountPage: string | null }) {
  const { save, page, ...form } = useTemplateForm(id, name);
  return (
    <TemplateRename
      {...form}
      page={{ ...page, title: `Rename ${name}` }}
      name={name}
      onSave={(typed) => save({ name: typed })}
      onOpenDiscount={() => {
        if (discountPage) open(discountPage, "_top");
      }}
    />
  );
}

/** What both forms of this page have in common: how they are sent, and what came of it. */
function useTemplateForm(id: string, name: string) {
  const fetcher = useFetcher<typeof action>();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const answer = fetcher.data;
  const onSaved = useCallback(() => {
    shopify.toast.show("Template saved");
    navigate(`/app/templates/${id}`);
  }, [navigate, shopify, id]);
  return {
    page: {
      title: `Edit ${name}`,
      backAction: { content: name, onAction: () => navigate(`/app/templates/${id}`) },
    },
    errors: answer && !answer.ok ? answer.errors : NO_ERRORS,
    problem: answer && !answer.ok ? answer.problem : null,
    saving: fetcher.state === "idle" ? ("no" as const) : ("yes" as const),
    saved: answer?.ok ? ("yes" as const) : ("no" as const),
    onSaved,
    save: (input: { name: string; offer?: OfferInput }) =>
      fetcher.submit(JSON.stringify(input), { method: "post", encType: "application/json" }),
  };
}

const NO_ERRORS: [] = [];

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
