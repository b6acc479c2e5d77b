import { AgedCopy } from './aged-copy';
import { afterKillingAt, allGone, nothingGone } from './killed-at';

let copy: AgedCopy;
beforeAll(async () => {
  copy = await AgedCopy.make();
});
afterAll(() => copy.remove());

it.each([
  ['before the draft', nothingGone([])],
  ['within the draft', nothingGone([])],
  ['after the draft', nothingGone([])],
  ['after the record', nothingGone([false])],
  ['before the switch', nothingGone([false])],
  ['after the switch', allGone(['rules in records-removed'], [true])],
  ['after the end', allGone([], [])],
])(
  'a removal that is killed %s has removed all or nothing, and the next run completes it',
  async (step, expected) => {
    expect(await afterKillingAt(step, copy)).toEqual(expected);
  },
);
