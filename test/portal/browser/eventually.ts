import { setTimeout as pause } from 'node:timers/promises';

/** Only what never comes takes that long; a machine may be busy with other things. */
const PATIENCE_MS = 60_000;
const STEP_MS = 20;

/** The first thing found that is not `undefined`; looks again for a while, because processes tell of it in their own time. */
export async function eventually<Found>(
  look: () => Found | undefined | Promise<Found | undefined>,
  what: string,
): Promise<Found> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`In ${PATIENCE_MS} ms there was no ${what}.`);
    await pause(STEP_MS);
  }
}
