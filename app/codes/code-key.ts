/**
 * What makes two codes the same: the NFC form in lower case. The only place where it is computed; it is
 * stored with the code. Shopify too compares codes without regard to case.
 */
export function codeKey(code: string): string {
  // Lower-casing can leave a form that is not composed ("İ" becomes two characters), hence the second NFC.
  return code.normalize("NFC").toLowerCase().normalize("NFC");
}
