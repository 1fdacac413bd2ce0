import { database } from "#app/db/database.server.ts";
import { type Result, refuse } from "#app/errors/refusal.ts";
import { type Offer, offerSchema } from "#app/platforms/offer.ts";
import { editTemplate } from "#app/templates/edit-template.server.ts";
import { getTemplate } from "#app/templates/get-template.server.ts";
import { type ShopEdit, shopEditSchema } from "#app/templates/shop-edit.ts";
import type { OfferCheck } from "#app/templates/template-input.ts";
import type { TemplateDetail } from "#app/templates/template-view.ts";

/**
 * Keeps what somebody changed of a template's discounts in the shop: the template takes the offer over, and its other
 * discounts follow; an end stays as it is there. Refusals: `not_found`, `invalid_request` for what no template can
 * describe.
 */
export async function keepEdit(request: {
  accountId: string;
  templateId: string;
  actor: string;
  offerProblems: OfferCheck;
}): Promise<Result<TemplateDetail>> {
  const { accountId, templateId } = request;
  const { pool } = database();
  const { rows } = await pool.query<{
    id: string;
    name: string;
    offer: unknown;
    edit: unknown;
    follows: boolean;
  }>(
    `select g.id, t.name, t.offer, g.shop_edit as edit, g.follows_offer as follows
     from groups g join templates t on t.id = g.template_id
     where t.id = $1 and t.account_id = $2 and g.state = 'live' and g.shop_edit is not null
     order by g.ends_at nulls first, g.id`,
    [templateId, accountId],
  );
  const edits = rows.map((row) => ({ ...row, edit: shopEditSchema.parse(row.edit) }));
  if (edits.some(({ edit }) => edit.unsayable.length > 0)) {
    const message =
      "A template cannot describe this change. Restore the offer, or use the discount as a template of its own.";
    return refuse("invalid_request", message, { errors: [{ path: "offer", message }] });
  }
  const changed = edits.find(({ edit, follows }) => edit.parts.length > 0 || (follows && edit.end !== null));
  // Ahead of the edit, whose job asks for it.
  await mark(edits, "kept");
  if (changed) {
    const offer = takenOver(changed);
    const edited = await editTemplate({ ...request, input: { name: changed.name, offer } });
    if (!edited.ok) {
      await mark(edits, "open");
      return edited;
    }
  }
  return await getTemplate({ accountId, templateId });
}

/** The end of a group that lasts days from the sending is its own and no part of the offer. */
function takenOver({
  offer,
  edit,
  follows,
}: {
  offer: unknown;
  edit: { offer: Offer; endsAt: string | null };
  follows: boolean;
}): Offer {
  const before = offerSchema.parse(offer);
  return { ...edit.offer, titles: before.titles, endsAt: follows ? edit.endsAt : before.endsAt };
}

/** An earlier end that is kept is the group's own from now on. */
async function mark(edits: readonly { id: string; edit: ShopEdit }[], as: "kept" | "open"): Promise<void> {
  for (const { id, edit } of edits) {
    await database().pool.query(
      `update groups
       set shop_edit = $2::jsonb, own_ends_at = case when $3 then null else own_ends_at end
       where id = $1 and shop_edit is not null`,
      [id, JSON.stringify({ ...edit, kept: as === "kept" }), as === "kept"],
    );
  }
}
