import { AgedCopy } from './aged-copy';
import { afterKillingAt, allGone, nothingGone, stopped } from './killed-at';

let copy: AgedCopy;
beforeAll(async () => {
  copy = await AgedCopy.make();
});
afterAll(() => copy.remove());

it('a removal that is killed after the switch has removed all and nothing else, and the next run ends it', async () => {
  const found = await afterKillingAt('after the switch', copy);
  expect(found).toEqual(allGone(['rules in records-removed'], [true]));
});

it('a removal that is asked to stop within the draft ends with nothing changed, and keeps nobody out', async () => {
  const found = await afterKillingAt('asked to stop within the draft', copy, stopped);
  expect(found).toEqual(nothingGone([]));
});
