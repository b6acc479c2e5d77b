import { MostOfEach } from './most-of-each';

it('remembers the newest values of each owner, and those of others meanwhile', () => {
  const values = new MostOfEach<number>(10, 2);
  values.set('other', 'theirs', 0);
  for (let count = 1; count <= 20; count += 1) values.set('owner', `own ${count}`, count);
  expect(values.get('theirs')).toBe(0);
  expect(['own 18', 'own 19', 'own 20'].map((name) => values.get(name))).toEqual([undefined, 19, 20]);
});

it('counts a name that is set again once', () => {
  const values = new MostOfEach<number>(10, 2);
  for (const name of ['a', 'b', 'b', 'b']) values.set('owner', name, 1);
  expect(['a', 'b'].map((name) => values.get(name))).toEqual([1, 1]);
});
