export interface WebhookSubscription {
  /** As Shopify writes it: `app/uninstalled`. */
  topic: string;
  /** The path of the app that receives it. */
  uri: string;
  /** Of the payload; none named: all of them. */
  includeFields?: readonly string[];
}

/**
 * The subscriptions in the app's own configuration (`shopify.app.toml`), which Shopify sets up when the
 * configuration is deployed. Reads just what these blocks hold: lists of words and a path.
 */
export function readWebhookSubscriptions(toml: string): WebhookSubscription[] {
  const withoutComments = toml.replaceAll(/^\s*#.*$/gm, "");
  const blocks = withoutComments.split(/^\s*\[\[webhooks\.subscriptions\]\]\s*$/m).slice(1);
  return blocks.flatMap((block) => {
    const own = block.split(/^\s*\[/m)[0] ?? "";
    const uri = /^\s*uri\s*=\s*"(.+?)"/m.exec(own)?.[1];
    const lists = [...own.matchAll(/^\s*(?:topics|compliance_topics)\s*=\s*\[([\s\S]*?)\]/gm)];
    const topics = lists.flatMap((list) => [...(list[1] ?? "").matchAll(/"(.+?)"/g)].map((m) => m[1] ?? ""));
    return uri ? topics.map((topic) => ({ topic, uri })) : [];
  });
}
