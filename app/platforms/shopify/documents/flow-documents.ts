/** Starts the workflows of a shop that begin with a trigger of ours. Needs no scope. */
export const FIRE_FLOW_TRIGGER = `#graphql
  mutation FireFlowTrigger($handle: String!, $payload: JSON!) {
    flowTriggerReceive(handle: $handle, payload: $payload) {
      userErrors { field message }
    }
  }
`;
