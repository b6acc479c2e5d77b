import { MostRecent } from './most-recent';

it('forgets what was not asked for for longest', () => {
  const recent = new MostRecent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  expect(recent.get('a')).toBe(1);
  recent.set('c', 3);
  expect(['a', 'b', 'c'].map((name) => recent.get(name))).toEqual([1, undefined, 3]);
});

it('forgets nothing for a name that it knows', () => {
  const recent = new MostRecent<number>(2);
  recent.set('a', 1);
  recent.set('b', 2);
  recent.set('a', 3);
  recent.delete('c');
  expect(['a', 'b'].map((name) => recent.get(name))).toEqual([3, 2]);
});
