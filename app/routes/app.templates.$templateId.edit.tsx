import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { z } from "zod";
import { foundOr404 } from "#app/found-or-404.server.ts";
import { requireMerchant } from "#app/merchant.server.ts";
import { merchantStore } from "#app/merchant-store.server.ts";
import type { OfferInput } from "#app/platforms/offer.ts";
import { offerProblems } from "#app/platforms/shopify/offer-problems.ts";
import { editTemplate } from "#app/templates/edit-template.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import { OfferForm } from "#app/ui/OfferForm.tsx";
import { formOfOffer, offerOfForm } from "#app/ui/offer-form-values.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const merchant = await requireMerchant(request);
  const { accountId } = merchant;
  const template = foundOr404(await getTemplate({ accountId, templateId: params.templateId ?? "" }));
  const { id, name, offer } = template;
  // The offer of a merchant's own discount is edited in Shopify.
  if (!offer || template.archivedAt) throw redirect(`/app/templates/${id}`);
  const { currency, timeZone } = await merchantStore(merchant);
  const start = formOfOffer({ name, offer }, new Date(), timeZone);
  return { id, name, start, currency: currency ?? "", timeZone };
}

// What the offer may hold is checked, field by field, where the template is edited.
const asked = z.object({ name: z.string(), offer: z.custom<OfferInput>() });

export async function action({ request, params }: ActionFunctionArgs) {
  const { accountId, actor } = await requireMerchant(request);
  const input = asked.parse(await request.json());
  const templateId = params.templateId ?? "";
  const edited = await editTemplate({ accountId, actor, templateId, input, offerProblems });
  return edited.ok
    ? { ok: true as const }
    : { ok: false as const, problem: edited.refusal.detail, errors: edited.refusal.errors ?? [] };
}

export default function EditTemplate() {
  const { id, name, start, currency, timeZone } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
  const navigate = useNavigate();
  const shopify = useAppBridge();
  const [values, setValues] = useState(start);
  const answer = fetcher.data;
  const onSaved = useCallback(() => {
    shopify.toast.show("Template saved");
    navigate(`/app/templates/${id}`);
  }, [navigate, shopify, id]);
  return (
    <OfferForm
      page={{
        title: `Edit ${name}`,
        backAction: { content: name, onAction: () => navigate(`/app/templates/${id}`) },
      }}
      start={start}
      values={values}
      onChange={setValues}
      currency={currency}
      timeZone={timeZone}
      errors={answer && !answer.ok ? answer.errors : NO_ERRORS}
      problem={answer && !answer.ok ? answer.problem : null}
      saving={fetcher.state === "idle" ? "no" : "yes"}
      saved={answer?.ok ? "yes" : "no"}
      onSave={() =>
        fetcher.submit(JSON.stringify({ name: values.name, offer: offerOfForm(values, timeZone) }), {
          method: "post",
          encType: "application/json",
        })
      }
      onSaved={onSaved}
    >
      <Banner tone="warning" title="Changes reach codes that were already sent">
        <p>
          Value, conditions and dates change at the checkout at once, for every code of this template. The
          name changes only here. To leave codes that were sent as they are, duplicate the template instead.
        </p>
      </Banner>
    </OfferForm>
  );
}

const NO_ERRORS: [] = [];

export { PageError as ErrorBoundary } from "#app/ui/PageError.tsx";
