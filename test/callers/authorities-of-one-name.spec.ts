import { TestAuthority } from '../support/test-authority';
import { listsOfOneName } from './lists-of-one-name';
import { serviceThat, SUBJECT, wayNames } from './services-by-certificate';

const NOT_REGISTERED = 'The client certificate is not of a registered caller.';
const UNTRUSTED = 'The client certificate is not of an authority that is trusted here.';
const MINUTE = 60_000;

let root: TestAuthority;
beforeAll(async () => void (root = await TestAuthority.create('Root')));

describe.each(wayNames)('a certificate on the %s', (way) => {
  it('is of the one of two authorities of one name that has signed it, in either order', async () => {
    const other = await TestAuthority.create('Root');
    const [ofRoot, ofOther] = await Promise.all([root.issue(SUBJECT), other.issue(SUBJECT)]);
    for (const trusted of [
      [root, other],
      [other, root],
    ]) {
      const { check, close } = await serviceThat(way, trusted, other);
      expect(await check(ofRoot)).toContain(NOT_REGISTERED);
      expect(await check(ofRoot, other.cert)).toContain(NOT_REGISTERED);
      expect(await check(ofOther)).toBe(200);
      expect(await check(ofOther, root.cert)).toBe(200);
      await close();
    }
  });

  it('is of nobody when it names an authority of this name, and another has signed it', async () => {
    const stranger = await TestAuthority.create('Root');
    const { check, close } = await serviceThat(way, [root], root);
    const forged = await stranger.issue(SUBJECT);
    expect(await check(forged)).toContain(UNTRUSTED);
    expect(await check(forged, stranger.cert)).toContain(UNTRUSTED);
    await close();
  });

  it('is of a renewed authority, whichever of its certificates the register names', async () => {
    const issuing = await root.subordinate('Issuing');
    const renewed = await root.renewed(issuing, { to: new Date(Date.now() + 10 * MINUTE) });
    const expired = await root.renewed(issuing, { to: new Date(Date.now() - MINUTE) });
    const good = await issuing.issue(SUBJECT);
    const trusted = [expired, renewed, issuing, root];
    const answers: (200 | string)[] = [];
    for (const named of [issuing, renewed, expired]) {
      const { check, close } = await serviceThat(way, trusted, named);
      answers.push(await check(good));
      await close();
    }
    expect(answers).toEqual([200, 200, expect.stringContaining(NOT_REGISTERED)]);
  });

  it('is looked up in the list of the one of two authorities of one name that has signed it', () =>
    listsOfOneName(way, [true, true]));
});
