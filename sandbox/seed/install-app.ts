/** The sandbox answers it to the admin's own page; Shopify's library wants a browser that looks like one. */
const USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0";

/** The merchant opens the app in the store's admin for the first time: the store is connected and gives access. */
export async function installApp({ appUrl, adminUrl }: { appUrl: string; adminUrl: string }): Promise<void> {
  const answer = await fetch(`${adminUrl}/sandbox/session-token`, { method: "POST" });
  const { token } = (await answer.json()) as { token: string };
  const opened = await fetch(`${appUrl}/app`, {
    headers: { authorization: `Bearer ${token}`, "user-agent": USER_AGENT },
  });
  if (!opened.ok) throw new Error(`The app could not be opened: ${opened.status} ${await opened.text()}`);
}
