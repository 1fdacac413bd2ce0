import { Page } from "@shopify/polaris";

export default function Pools() {
  return <Page fullWidth title="Coupon pools" />;
}
