import { keptOf } from './identity-provider';

it('keeps an ID token for signing out, and none that a session could not hold', () => {
  const longest = 'x'.repeat(8 * 1024);
  expect(keptOf({ id_token: longest })).toEqual({ idToken: longest });
  expect(keptOf({ id_token: `${longest}x` })).toEqual({});
  expect(keptOf({})).toEqual({});
});
