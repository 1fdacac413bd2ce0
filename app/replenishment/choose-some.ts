/** So many of a list: its first, and others by chance. `random` answers from 0 up to 1. */
export function chooseSome<T>(list: readonly T[], count: number, random: () => number): T[] {
  const rest = list.slice(1);
  const chosen = list.slice(0, 1);
  while (chosen.length < count && rest.length > 0) {
    chosen.push(...rest.splice(Math.floor(random() * rest.length), 1));
  }
  return chosen;
}
