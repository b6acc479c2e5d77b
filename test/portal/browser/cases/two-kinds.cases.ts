import type { Browser } from 'playwright-core';
import { localKinds, standardKinds, type IdentityKind } from '#consent';
import { PortalUnderTest } from '../../sessions/portal-under-test';
import { Visitor } from '../visitor';

/** A kind of another region, whose numbers look like personnummer. No kind that an installation can have today is like another. */
const lookalike: IdentityKind = { ...standardKinds[0]!, root: '1.2.3.4', name: 'region-elsewhere' };

const kinds = localKinds as Map<string, IdentityKind>;

const NUMBER = '19121212-1212';

const words = [
  [
    'sv-SE',
    'Identiteten kan vara av flera typer. Välj vilken.',
    ['Välj typ', 'personnummer', 'region-elsewhere'],
  ],
  [
    'nb-NO',
    'Identiteten kan være av flere typer. Velg hvilken.',
    ['Velg type', 'svensk personnummer', 'region-elsewhere'],
  ],
  [
    'en-GB',
    'The identity may be of several kinds. Choose which.',
    ['Choose a kind', 'personal identity number', 'region-elsewhere'],
  ],
] as const;

/** A number that two kinds have. */
export function twoKinds(browserOf: () => Browser): void {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    kinds.set(lookalike.name, lookalike);
    portal = await PortalUnderTest.start({}, { LOCAL_IDENTITY_KINDS: lookalike.name });
  });
  afterAll(async () => {
    kinds.delete(lookalike.name);
    await portal.close();
  });

  it.each(words)(
    'is asked back in %s beside the field, and nothing is chosen for anybody',
    async (locale, fault, choices) => {
      const visitor = await Visitor.arrive(browserOf(), portal.url, { locale });
      const { page } = visitor;
      const asksBack = async () => {
        expect(await page.locator('.field:has(#kind) .field-fault').innerText()).toContain(fault);
        expect(await page.locator('#kind option').allInnerTexts()).toEqual(choices);
        expect(await page.locator('#kind').inputValue()).toBe('');
        expect(await page.locator('#number').inputValue()).toBe(NUMBER);
      };
      await visitor.signIn('Kari Nordlie');
      expect(await page.locator('#kind').count()).toBe(0);
      await visitor.openPatient(NUMBER);
      await asksBack();
      await visitor.press('main form .primary');
      await asksBack();
      await page.locator('#kind').selectOption(lookalike.root);
      await visitor.press('main form .primary');
      await visitor.open('/start');
      expect(await page.locator('header .patient').innerText()).toMatch(/19121212-1212\s+1\.2\.3\.4/);
      await visitor.leave();
    },
  );
}
