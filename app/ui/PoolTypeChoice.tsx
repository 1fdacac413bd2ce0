import { BlockStack, Box, InlineGrid, RadioButton, Text } from "@shopify/polaris";
import { POOL_TYPES, type PoolType } from "../pools/pool-view.ts";
import { TYPE_HELP, TYPE_WORDS } from "./pool-words.ts";

interface PoolTypeChoiceProps {
  type: PoolType;
  onChange: (type: PoolType) => void;
}

/** The first question about a new pool. It cannot be changed afterwards. */
export function PoolTypeChoice({ type, onChange }: PoolTypeChoiceProps) {
  return (
    <BlockStack as="fieldset" gap="300">
      <Text as="legend" variant="headingMd">
        Where do the codes come from?
      </Text>
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
        {POOL_TYPES.map((one) => (
          <Box
            key={one}
            padding="400"
            background="bg-surface"
            borderWidth={one === type ? "050" : "025"}
            borderColor={one === type ? "border-emphasis" : "border"}
            borderRadius="300"
          >
            <RadioButton
              id={`pool-type-${one}`}
              name="pool-type"
              label={TYPE_WORDS[one]}
              helpText={TYPE_HELP[one]}
              checked={one === type}
              onChange={() => onChange(one)}
            />
          </Box>
        ))}
      </InlineGrid>
    </BlockStack>
  );
}
