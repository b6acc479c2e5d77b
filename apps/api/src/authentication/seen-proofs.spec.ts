import { SeenProofs } from './seen-proofs';

const SPAN = 1_000;

it('takes no name twice for at least a span, whenever it came first', () => {
  for (const first of [0, 1, 500, 999]) {
    const seen = new SeenProofs(SPAN);
    seen.remember('begins the span', 0);
    expect(seen.remember('once', first)).toBe('new');
    for (const later of [0, 1, 500, SPAN]) expect(seen.remember('once', first + later)).toBe('seen');
  }
});

it('forgets after two spans, also when nothing came between', () => {
  const seen = new SeenProofs(SPAN);
  seen.remember('once', 0);
  expect(seen.remember('once', 2 * SPAN)).toBe('new');
  seen.remember('another', 3 * SPAN);
  expect(seen.remember('once', 3 * SPAN + 1)).toBe('seen');
  seen.remember('another', 4 * SPAN);
  expect(seen.remember('once', 4 * SPAN + 1)).toBe('new');
});

it('is full at its limit, until the span has passed', () => {
  const seen = new SeenProofs(SPAN, 2);
  expect(['one', 'two', 'three', 'two'].map((name) => seen.remember(name, 0))).toEqual([
    'new',
    'new',
    'full',
    'seen',
  ]);
  expect(seen.remember('three', SPAN - 1)).toBe('full');
  expect(seen.remember('three', SPAN)).toBe('new');
  expect(seen.remember('two', SPAN)).toBe('seen');
});
