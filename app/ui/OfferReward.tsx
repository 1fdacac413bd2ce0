import {
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { countryName } from "../platforms/country-name.ts";
import { OfferItems } from "./OfferItems.tsx";
import { OfferNumber } from "./OfferNumber.tsx";
import { OfferReach } from "./OfferReach.tsx";
import { readCountries } from "./offer-countries.ts";
import type { OfferFormValues } from "./offer-form-values.ts";
import type { OfferPart } from "./offer-part.ts";

/** What customers get. */
export function OfferReward(part: OfferPart) {
  const { values, change } = part;
  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title={
            <Text as="span" variant="headingMd">
              What customers get
            </Text>
          }
          choices={[
            { value: "amount_off", label: "An amount or a percentage off" },
            { value: "buy_x_get_y", label: "Buy X, get Y" },
            { value: "free_shipping", label: "Free shipping" },
          ]}
          selected={[values.reward]}
          disabled={part.editing === "yes"}
          onChange={([reward]) => change({ reward: reward as OfferFormValues["reward"] })}
        />
        {values.reward === "amount_off" ? <AmountOff {...part} /> : null}
        {values.reward === "buy_x_get_y" ? <BuyXGetY {...part} /> : null}
        {values.reward === "free_shipping" ? <FreeShipping {...part} /> : null}
        <OfferReach part="reward" editing={part.editing} />
      </BlockStack>
    </Card>
  );
}

function AmountOff(part: OfferPart) {
  const { values, change, errorOf, currency } = part;
  const unit = (
    <Select
      label="Kind of value"
      labelHidden
      options={[
        { value: "percentage", label: "%" },
        { value: "amount", label: currency || "amount" },
      ]}
      value={values.valueKind}
      onChange={(kind) => change({ valueKind: kind as OfferFormValues["valueKind"] })}
    />
  );
  return (
    <>
      {values.valueKind === "percentage" ? (
        <OfferNumber {...part} field="percent" label="Percentage off" connectedRight={unit} />
      ) : (
        <OfferNumber {...part} field="amount" label="Amount off" connectedRight={unit} />
      )}
      <OfferItems
        title="Off what"
        allowsAll="yes"
        value={values.items}
        error={errorOf("items")}
        onChange={(items) => change({ items })}
      />
      {values.valueKind === "amount" && values.items.kind !== "all" ? (
        <Checkbox
          label="Off each of these items"
          helpText="Otherwise the amount is taken off once per order."
          checked={values.eachItem}
          onChange={(eachItem) => change({ eachItem })}
          error={errorOf("eachItem")}
        />
      ) : null}
    </>
  );
}

function BuyXGetY(part: OfferPart) {
  const { values, change, errorOf } = part;
  return (
    <>
      <OfferNumber {...part} field="buysQuantity" label="Customer buys" suffix="items" />
      <OfferItems
        title="Of what"
        allowsAll="no"
        value={values.buysItems}
        error={errorOf("buysItems")}
        onChange={(buysItems) => change({ buysItems })}
      />
      <FormLayout>
        <FormLayout.Group condensed>
          <OfferNumber {...part} field="getsQuantity" label="Customer gets" suffix="items" />
          <OfferNumber {...part} field="getsPercent" label="At" suffix="% off" helpText="100 is free." />
        </FormLayout.Group>
      </FormLayout>
      <OfferItems
        title="Of what they get"
        allowsAll="no"
        value={values.getsItems}
        error={errorOf("getsItems")}
        onChange={(getsItems) => change({ getsItems })}
      />
      <OfferNumber
        {...part}
        field="usesPerOrder"
        label="Times per order, at most"
        helpText="Leave it empty for as often as the order allows."
      />
    </>
  );
}

function FreeShipping(part: OfferPart) {
  const { values, change, errorOf, currency } = part;
  const understood = readCountries(values.countries)
    .map(countryName)
    .filter((name) => name !== null);
  return (
    <>
      <ChoiceList
        title="Where to"
        choices={[
          { value: "everywhere", label: "Everywhere" },
          { value: "countries", label: "Chosen countries" },
        ]}
        selected={[values.destination]}
        onChange={([destination]) => change({ destination: destination as OfferFormValues["destination"] })}
      />
      {values.destination === "countries" ? (
        <TextField
          label="Countries"
          value={values.countries}
          onChange={(countries) => change({ countries })}
          error={errorOf("countries")}
          placeholder="DE, AT, Switzerland"
          helpText={
            understood.length > 0
              ? `Free shipping to ${understood.join(", ")}.`
              : "Codes or English names, with commas between them."
          }
          autoComplete="off"
        />
      ) : null}
      <OfferNumber
        {...part}
        field="maximumRate"
        label="Only for shipping rates up to"
        suffix={currency}
        helpText="Leave it empty for any rate."
      />
    </>
  );
}
