/**
 * 100 x remaining / (remaining + assigned), rounded down to 2 places; null for a pool that never had a code.
 * Rounded down so that 100 is never said of a pool of which one code is gone.
 */
export function percentRemaining(remaining: number, assigned: number): number | null {
  const whole = remaining + assigned;
  return whole === 0 ? null : Math.floor((remaining * 10_000) / whole) / 100;
}
