import { identitiesIn } from './identities-in-text';

it.each([
  '191212121212',
  '19121212-1212',
  '1212121212',
  '121212-1212',
  '121212+1212',
  '197010632391',
  '701063-2391',
  '22950606FH20',
  '00342145BZ31',
  '29023650078',
  '690236 50061',
])('finds %s wherever it stands', (identity) => {
  for (const text of [identity, `"${identity}"`, `for-${identity}.`, `p${identity}q`, `/v2/${identity}?x`]) {
    expect(identitiesIn(text)).toHaveLength(1);
  }
});

it.each([
  '191212121211',
  '191302311211',
  '29023650079',
  'SE165565594230-1000',
  'TSTNMT2321000156-1077',
  '2026-11-22T02:14:12.335Z',
  '1.2.752.129.2.1.3.1',
  '01a20108-5260-717a-a6a9-cb2910229083',
])('takes %s for none', (text) => expect(identitiesIn(text)).toEqual([]));
