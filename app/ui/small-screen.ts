/** Whether the browser says that it is a phone's, for a first paint that does not jump. */
export function isPhone(headers: Headers): "yes" | "no" {
  const hint = headers.get("sec-ch-ua-mobile");
  const phone = hint ? hint === "?1" : /\b(iPhone|Android.+Mobile)\b/.test(headers.get("user-agent") ?? "");
  return phone ? "yes" : "no";
}
