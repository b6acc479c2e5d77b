/** Reports a failure in the background to its listener. What the listener does wrong ends nothing. */
export function reportFailure(listener: ((error: unknown) => unknown) | undefined, error: unknown): void {
  Promise.resolve(error)
    .then(listener)
    .catch(() => undefined);
}
