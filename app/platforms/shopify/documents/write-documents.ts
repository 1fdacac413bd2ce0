// Each mutation answers with no more than is used: what it returns is paid for.

const CREATED = `
  codeDiscountNode { id }
  userErrors { field code message }
`;

/** The minimum comes back, to see that taking it away was understood. */
const UPDATED = (type: string) => `
  codeDiscountNode {
    codeDiscount { ... on ${type} { minimumRequirement { __typename } } }
  }
  userErrors { field code message }
`;

export const BASIC_CREATE = `#graphql
  mutation BasicCreate($input: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $input) { ${CREATED} }
  }
`;

export const BXGY_CREATE = `#graphql
  mutation BxgyCreate($input: DiscountCodeBxgyInput!) {
    discountCodeBxgyCreate(bxgyCodeDiscount: $input) { ${CREATED} }
  }
`;

export const FREE_SHIPPING_CREATE = `#graphql
  mutation FreeShippingCreate($input: DiscountCodeFreeShippingInput!) {
    discountCodeFreeShippingCreate(freeShippingCodeDiscount: $input) { ${CREATED} }
  }
`;

export const BASIC_UPDATE = `#graphql
  mutation BasicUpdate($id: ID!, $input: DiscountCodeBasicInput!) {
    discountCodeBasicUpdate(id: $id, basicCodeDiscount: $input) { ${UPDATED("DiscountCodeBasic")} }
  }
`;

export const BXGY_UPDATE = `#graphql
  mutation BxgyUpdate($id: ID!, $input: DiscountCodeBxgyInput!) {
    discountCodeBxgyUpdate(id: $id, bxgyCodeDiscount: $input) { ${CREATED} }
  }
`;

export const FREE_SHIPPING_UPDATE = `#graphql
  mutation FreeShippingUpdate($id: ID!, $input: DiscountCodeFreeShippingInput!) {
    discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: $input) {
      ${UPDATED("DiscountCodeFreeShipping")}
    }
  }
`;

export const DISCOUNT_DELETE = `#graphql
  mutation DiscountDelete($id: ID!) {
    discountCodeDelete(id: $id) {
      deletedCodeDiscountId
      userErrors { field code message }
    }
  }
`;
