import { inOrder } from './in-order';

/** Work whose end a test decides. */
function heldWork() {
  const under = new Map<number, { readonly end: () => void; readonly fail: (why: Error) => void }>();
  const begun: number[] = [];
  const work = (item: number) =>
    new Promise<string>((end, fail) => {
      begun.push(item);
      under.set(item, { end: () => end(`of ${item}`), fail });
    });
  return {
    begun,
    work,
    end: (item: number) => under.get(item)!.end(),
    fail: (item: number, why: Error) => under.get(item)!.fail(why),
  };
}

const turns = () => new Promise((next) => setImmediate(next));

it('has so many under way and no more, and gives what comes of them in their order', async () => {
  const { begun, work, end } = heldWork();
  const given: string[] = [];
  const all = (async () => {
    for await (const outcome of inOrder([1, 2, 3, 4], 2, work)) given.push(outcome);
  })();
  await turns();
  end(2);
  await turns();
  expect([begun, given]).toEqual([[1, 2], []]);
  end(1);
  await turns();
  expect([begun, given]).toEqual([
    [1, 2, 3, 4],
    ['of 1', 'of 2'],
  ]);
  end(4);
  end(3);
  await all;
  expect(given).toEqual(['of 1', 'of 2', 'of 3', 'of 4']);
});

it('begins nothing after a failure, gives the others, and throws when nothing is under way', async () => {
  const { begun, work, end, fail } = heldWork();
  const given: string[] = [];
  let thrown: unknown;
  const all = (async () => {
    for await (const outcome of inOrder([1, 2, 3, 4, 5], 3, work)) given.push(outcome);
  })().catch((error: unknown) => (thrown = error));
  await turns();
  fail(2, new Error('second'));
  end(1);
  await turns();
  expect([given, thrown]).toEqual([['of 1'], undefined]);
  fail(4, new Error('fourth'));
  end(3);
  await all;
  expect([begun, given, thrown]).toEqual([[1, 2, 3, 4], ['of 1', 'of 3'], new Error('second')]);
});

it('waits for what is under way when nobody wants any more', async () => {
  const { work, end } = heldWork();
  const outcomes = inOrder([1, 2], 2, work);
  const first = outcomes.next();
  await turns();
  end(1);
  await first;
  let isOver = false;
  const over = outcomes.return(undefined).then(() => (isOver = true));
  await turns();
  expect(isOver).toBe(false);
  end(2);
  await over;
});
