import type { Body } from '#contract-doors';
import type { PatientConsents } from '../source';
import { statementInForce } from './statement';

const asked = {
  assertionId: 'AD0B7ED0-0000-4000-8000-000000000001',
  patient: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-2000',
};

const listing = (...items: readonly Body[]): PatientConsents => ({
  items: new Map([[asked.assertionId.toLowerCase(), items]]),
  leftOut: null,
});

const closing = { requestDate: '2026-01-01T00:00:00' };

it.each([
  ['cancelled', { cancellationInfo: closing }],
  ['deleted', { deletionInfo: closing }],
])('a consent that is stated twice, and once as %s, is that, in whichever order', (says, closed) => {
  const open = { pDLAssertion: { assertionId: asked.assertionId } };
  for (const items of [
    [open, closed],
    [closed, open],
  ])
    expect(statementInForce(listing(...items), asked, 0)).toEqual({ says, action: closing });
  expect(statementInForce(listing(open, { ...open, more: 1 }), asked, 0)).toMatchObject({
    says: 'unreadable',
  });
});
