/** Who did it, for the history: the person whom the module named, or the shop. */
export function actorOf(named: string | undefined): string {
  return named ?? "Magento";
}
