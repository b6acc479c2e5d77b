/** Tells a listener of a failure. What the listener does wrong ends nothing. */
export function tell(listener: ((error: unknown) => unknown) | undefined, error: unknown): void {
  Promise.resolve(error)
    .then(listener)
    .catch(() => undefined);
}
