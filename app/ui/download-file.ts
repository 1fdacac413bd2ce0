/**
 * Saves what an address of ours answers as a file. A plain link would carry no session token out of the
 * admin's frame.
 */
export async function downloadFile(
  address: string,
  idToken: string,
): Promise<{ ok: true } | { ok: false; problem: string }> {
  const response = await fetch(address, { headers: { authorization: `Bearer ${idToken}` } }).catch(
    () => null,
  );
  if (!response?.ok) {
    return { ok: false, problem: "The list could not be downloaded. Try again in a minute." };
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileNameOf(response.headers.get("content-disposition")) ?? "list.csv";
  link.click();
  URL.revokeObjectURL(link.href);
  return { ok: true };
}

/** The name in `content-disposition: attachment; filename*=UTF-8''spring%20sale.csv`. */
export function fileNameOf(disposition: string | null): string | null {
  const encoded = disposition?.match(/filename\*=UTF-8''([^;]+)/)?.[1];
  return encoded ? decodeURIComponent(encoded) : null;
}
