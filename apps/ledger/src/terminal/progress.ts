/** How far long work has come. */
export interface Progress {
  /** @param reached how far of the total; @param done how many things have been done so far, for the rate. */
  at(reached: number, done?: number): void;
  end(): void;
}

/** Where nobody watches. */
export const unseen: Progress = { at: () => undefined, end: () => undefined };

/** How often the rate is reckoned, in milliseconds: a clock read for each of a million events would cost more than it is worth. */
const RATE_EVERY_MS = 250;

/** A bar with rate and time left, on standard error. */
export async function progressBar(label: string, total: number): Promise<Progress> {
  const { SingleBar, Presets } = await import('cli-progress');
  const format = `${label} {bar} {percentage}%  {rate}/s  {eta_formatted} left`;
  const bar = new SingleBar(
    { format, clearOnComplete: true, hideCursor: true, etaBuffer: 1000, stream: process.stderr },
    Presets.shades_classic,
  );
  bar.start(Math.max(total, 1), 0, { rate: '–' });
  const startedAt = performance.now();
  let last = { reached: 0, done: 0 };
  const show = () => {
    const seconds = (performance.now() - startedAt) / 1000;
    bar.update(Math.min(last.reached, total), { rate: Math.round(last.done / seconds).toLocaleString('en') });
  };
  const timer = setInterval(show, RATE_EVERY_MS);
  const end = () => {
    clearInterval(timer);
    process.off('exit', end);
    bar.stop();
  };
  // Work that is stopped never ends its bar, and the terminal would be left without a cursor.
  process.once('exit', end);
  return { at: (reached, done = reached) => void (last = { reached, done }), end };
}
