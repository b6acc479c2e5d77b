/**
 * Works on so many items at a time, and gives what comes of each in the order of the items. When one fails, no further one is begun, and
 * its error is thrown when what came of the others is given: nothing is under way any more then.
 */
export async function* inOrder<Item, Outcome>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Outcome>,
): AsyncGenerator<Outcome> {
  const waiting = items.values();
  const running: Promise<PromiseSettledResult<Outcome>>[] = [];
  let failure: PromiseRejectedResult | undefined;
  const begin = (): void => {
    while (running.length < atOnce && failure === undefined) {
      const next = waiting.next();
      if (next.done) return;
      running.push(settled(work(next.value)));
    }
  };
  try {
    for (begin(); running.length > 0; begin()) {
      const outcome = await running.shift()!;
      if (outcome.status === 'fulfilled') yield outcome.value;
      else failure ??= outcome;
    }
  } finally {
    await Promise.all(running);
  }
  if (failure) throw failure.reason;
}

const settled = async <T>(work: Promise<T>): Promise<PromiseSettledResult<T>> =>
  (await Promise.allSettled([work]))[0];
