/** Asynchronous; at most 250 codes. */
export const CODES_ADD = `#graphql
  mutation CodesAdd($discountId: ID!, $codes: [DiscountRedeemCodeInput!]!) {
    discountRedeemCodeBulkAdd(discountId: $discountId, codes: $codes) {
      bulkCreation { id }
      userErrors { field code message }
    }
  }
`;

/** One point, to ask often. */
export const CREATION_STATE = `#graphql
  query CreationState($id: ID!) {
    discountRedeemCodeBulkCreation(id: $id) {
      done
      codesCount
      importedCount
      failedCount
    }
  }
`;

/** The numbers of the codes of a batch, to delete them: two points a code. */
export const CREATED_CODES = `#graphql
  query CreatedCodes($id: ID!, $first: Int!, $after: String) {
    discountRedeemCodeBulkCreation(id: $id) {
      codes(first: $first, after: $after) {
        nodes {
          code
          discountRedeemCode { id }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

/** A batch in which some failed: three points a code, with the reasons. */
export const CODE_RESULTS = `#graphql
  query CodeResults($id: ID!, $first: Int!, $after: String) {
    discountRedeemCodeBulkCreation(id: $id) {
      codes(first: $first, after: $after) {
        nodes {
          code
          discountRedeemCode { id }
          errors { code message }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;

export const CODES_DELETE = `#graphql
  mutation CodesDelete($discountId: ID!, $ids: [ID!]!) {
    discountCodeRedeemCodeBulkDelete(discountId: $discountId, ids: $ids) {
      job { id done }
      userErrors { field code message }
    }
  }
`;

export const JOB = `#graphql
  query Job($id: ID!) {
    job(id: $id) { id done }
  }
`;
