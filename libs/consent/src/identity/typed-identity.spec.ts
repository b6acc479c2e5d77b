import type { IdentityKind } from './identity-kind';
import { localKinds, standardKinds } from './kinds';
import { readIdentity } from './typed-identity';

const now = Date.parse('2026-11-29T12:00:00Z');
const kinds = [...standardKinds, ...localKinds.values()];

const anything = (root: string): IdentityKind => ({ root, name: root, isValid: (text) => text !== '' });

it.each([
  ['121212-1212', '1.2.752.129.2.1.3.1', '201212121212'],
  ['121212+1212', '1.2.752.129.2.1.3.1', '191212121212'],
  ['19121212-1212', '1.2.752.129.2.1.3.1', '191212121212'],
  ['701063-2391', '1.2.752.129.2.1.3.3', '197010632391'],
  ['290236 50078', '2.16.578.1.12.4.1.4.1', '29023650078'],
  ['69023650061', '2.16.578.1.12.4.1.4.2', '69023650061'],
  ['25780404-khd5', '1.2.752.74.9.1', '25780404KHD5'],
  ['991981000010', '1.2.752.97.3.1.3', '991981000010'],
])('"%s" says itself of what kind it is', (number, root, extension) => {
  expect(readIdentity({ number, kind: '' }, kinds, now)).toEqual({ identity: { root, extension } });
});

it('fits no kind where its check digit is wrong', () => {
  expect(readIdentity({ number: '19121212-1213', kind: '' }, kinds, now)).toEqual({ fits: [] });
});

describe('where two kinds fit', () => {
  const two = [anything('1.1'), anything('1.2')];

  it('nothing is guessed', () => {
    for (const kind of ['', '1.3']) {
      expect(readIdentity({ number: '7', kind }, two, now)).toEqual({ fits: two });
    }
  });

  it('the chosen one is taken', () => {
    expect(readIdentity({ number: '7', kind: '1.2' }, two, now)).toEqual({
      identity: { root: '1.2', extension: '7' },
    });
  });
});
