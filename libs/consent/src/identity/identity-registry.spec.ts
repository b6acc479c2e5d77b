import { createIdentityRegistry } from './identity-registry';
import { localKinds, standardKinds } from './kinds';

const PERSONNUMMER = '1.2.752.129.2.1.3.1';
const SAMORDNINGSNUMMER = '1.2.752.129.2.1.3.3';
const RESERVE_ID = '1.2.752.74.9.1';
const FODSELSNUMMER = '2.16.578.1.12.4.1.4.1';
const D_NUMMER = '2.16.578.1.12.4.1.4.2';
const STOCKHOLM = '1.2.752.97.3.1.3';

const standard = createIdentityRegistry(standardKinds);
const withLocal = createIdentityRegistry([...standardKinds, ...localKinds.values()]);

describe('the registry of identity kinds', () => {
  it.each([
    ['ok', PERSONNUMMER, '191212121212'],
    ['ok', SAMORDNINGSNUMMER, '197010632391'],
    ['ok', RESERVE_ID, '25780404KHD5'],
    ['ok', FODSELSNUMMER, '29023650078'],
    ['ok', D_NUMMER, '69023650061'],
    ['other-kind', FODSELSNUMMER, '69023650061'],
    ['other-kind', PERSONNUMMER, '29023650078'],
    ['malformed', FODSELSNUMMER, '29023650079'],
    ['malformed', PERSONNUMMER, '191212121210'],
    ['malformed', PERSONNUMMER, ''],
    ['malformed', PERSONNUMMER, '991981000010'],
    ['malformed', SAMORDNINGSNUMMER, '197013632398'],
    ['other-kind', PERSONNUMMER, '197010632391'],
    ['other-kind', SAMORDNINGSNUMMER, '191212121212'],
    ['other-kind', RESERVE_ID, '191212121212'],
    ['unknown-root', STOCKHOLM, '991981000010'],
    ['unknown-root', '1.2.3', '191212121212'],
    ['unknown-root', '1.2.3', 'nonsense'],
    ['unknown-root', '', ''],
    ['unknown-root', 'constructor', '191212121212'],
  ])('answers %s for %j %j', (answer, root, extension) => {
    expect(standard.check(root, extension)).toBe(answer);
  });

  it.each([
    ['ok', STOCKHOLM, '991981000010'],
    ['other-kind', PERSONNUMMER, '991981000010'],
    ['other-kind', STOCKHOLM, '191212121212'],
    ['malformed', STOCKHOLM, '991981000011'],
  ])('answers %s for %j %j with the local kinds switched on', (answer, root, extension) => {
    expect(withLocal.check(root, extension)).toBe(answer);
  });

  it('knows no root when the table is empty', () => {
    expect(createIdentityRegistry([]).check(PERSONNUMMER, '191212121212')).toBe('unknown-root');
  });

  it('is not made from two kinds with the same root', () => {
    expect(() => createIdentityRegistry([...standardKinds, ...standardKinds])).toThrow('same root');
  });
});
