let draining = false;

/** From now on the process is not ready: it stops, and what comes should go elsewhere. */
export function startDraining(): void {
  draining = true;
}

export function isDraining(): boolean {
  return draining;
}
