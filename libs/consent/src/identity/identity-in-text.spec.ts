import { holdsPersonIdentity, withoutPersonIdentities } from './identity-in-text';

it.each([
  '191212121212',
  '19121212-1212',
  '1212121212',
  '121212-1212',
  '121212+1212',
  '19121212 1212',
  '121212 1212',
  '121212 - 1212',
  '1912-12-12-1212',
  '1912-12-12 1212',
  '121212–1212',
  '200101010106',
  '197010632391',
  '701063-2391',
  '22950606FH20',
  '00342145BZ31',
  '29023650078',
  '290236 50078',
  '290236-50078',
  '29.02.36 50078',
  '29 02 36 50078',
  '41817000086',
  '15757610180',
  '191500882392',
  '150088-2392',
])('finds %s, wherever it stands', (identity) => {
  for (const text of [identity, `for ${identity}.`, `request-${identity}-2`, `p${identity}q`]) {
    expect(holdsPersonIdentity(text)).toBe(true);
    expect(withoutPersonIdentities(text)).toBe(text.replace(identity, '…'));
  }
});

it.each([
  '',
  '191212121210',
  '191302311211',
  '121212-121',
  '29023650079',
  '929023650078',
  '5191212121212',
  'SE165565594230-1000',
  'TSTNMT2321000156-1077',
  'IFV1239877878-1042',
  '19121212-1212-4000-8000-191212121212',
  '2026-11-22T02:14:12.335Z',
  '2026-11-22 02:14:12',
])('finds none in %j', (text) => {
  expect(holdsPersonIdentity(text)).toBe(false);
  expect(withoutPersonIdentities(text)).toBe(text);
});
