import { TestAuthority, type Identity } from '../support/test-authority';
import { serviceThat, SUBJECT, type WayName } from './services-by-certificate';

const NOT_REGISTERED = 'The client certificate is not of a registered caller.';
const REVOKED = 'The client certificate is revoked.';

/** The same number of both authorities: each list means its own. */
const number = '0a0b0c0d';

/**
 * Two authorities of one name, of which the register names the second, each with a list: nobody is revoked, one of the first, one of the
 * second. @param isTurned whether the authorities, and the lists, are in the other order in their file.
 */
export async function listsOfOneName(
  way: WayName,
  [authoritiesAreTurned, listsAreTurned]: readonly [boolean, boolean],
): Promise<void> {
  const [first, second] = [await TestAuthority.create('Root'), await TestAuthority.create('Root')];
  const [ofFirst, ofSecond] = [
    await first.issue(SUBJECT, { number }),
    await second.issue(SUBJECT, { number }),
  ];
  const good = await second.issue(SUBJECT);
  const trusted = inOrder(authoritiesAreTurned, first, second);
  const answersWhere = async (revokedByFirst: Identity[], revokedBySecond: Identity[]) => {
    const lists = inOrder(
      listsAreTurned,
      await first.revocationList(...revokedByFirst),
      await second.revocationList(...revokedBySecond),
    );
    const { check, close } = await serviceThat(way, trusted, second, lists);
    const answers = [await check(ofFirst), await check(ofSecond), await check(good)];
    await close();
    return answers;
  };
  const isStranger: unknown = expect.stringContaining(NOT_REGISTERED);
  const isRevoked: unknown = expect.stringContaining(REVOKED);
  expect(await answersWhere([], [])).toEqual([isStranger, 200, 200]);
  expect(await answersWhere([ofFirst], [])).toEqual([isRevoked, 200, 200]);
  expect(await answersWhere([], [ofSecond])).toEqual([isStranger, isRevoked, 200]);
}

const inOrder = <T>(isTurned: boolean, ...both: readonly T[]): readonly T[] =>
  isTurned ? both.toReversed() : both;
