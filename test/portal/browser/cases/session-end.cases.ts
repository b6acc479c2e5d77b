import type { Stage } from '../stage';
import { leads, type Visitor } from '../visitor';

/** Time enough to open a patient on a busy machine, and no longer than a test may wait. */
const SESSION_S = 30;

const NUMBER = '19121212-1212';

/** What a page says in each language, before its session ends and after. */
const said = [
  [
    'sv-SE',
    /^Du loggas ut \d\d:\d\d\. Spara det du håller på med, och logga in igen om du vill fortsätta\.$/,
    'Sidan har tömts',
  ],
  [
    'nb-NO',
    /^Du blir logget ut \d\d:\d\d\. Lagre det du holder på med, og logg inn igjen hvis du vil fortsette\.$/,
    'Siden er tømt',
  ],
  [
    'en-GB',
    /^You will be signed out at \d\d:\d\d\. Save what you are doing, and sign in again to go on\.$/,
    'The page has been emptied',
  ],
] as const;

const warningOf = async ({ page }: Visitor): Promise<string> =>
  (await page.locator('.session-end[role=status]').innerText()).trim();

/** Opens a patient, and leaves the page open. */
async function leavesPatientOpen(visitor: Visitor, warning: RegExp): Promise<void> {
  await visitor.signIn('Kari Nordlie');
  expect(await warningOf(visitor)).toMatch(warning);
  await visitor.openPatient('191212121212');
  expect(await warningOf(visitor)).toMatch(warning);
  expect(await visitor.page.locator('.patient-number').innerText()).toBe(NUMBER);
}

async function findsNothing(visitor: Visitor, heading: string): Promise<void> {
  const { page } = visitor;
  await page.waitForURL('**/emptied');
  expect(await visitor.heading()).toBe(heading);
  expect(await page.content()).not.toContain(NUMBER);
  await page.goBack();
  expect(await page.content()).not.toContain(NUMBER);
  await visitor.open('/emptied');
  await leads(page, () => page.locator('main .primary').click());
  expect(await page.locator('button.person').count()).toBeGreaterThan(0);
}

/** Without a script: three people at once, each in a language, since what they wait for is the end of a session. */
export function sessionEnd(stageOf: () => Stage): void {
  it('says on each page when it ends whatever is done, and then the page of a patient empties itself', async () => {
    const { system } = stageOf();
    await system.restartPortal({ SESSION_ABSOLUTE_S: String(SESSION_S) });
    const visits = said.map(([locale, warning, heading]) =>
      stageOf().visit(
        async (visitor) => {
          await leavesPatientOpen(visitor, warning);
          await findsNothing(visitor, heading);
        },
        { locale, javaScriptEnabled: false },
      ),
    );
    const ended = await Promise.allSettled(visits);
    await system.restartPortal();
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
  });

  it('warns of no end that the next page puts off', async () => {
    await stageOf().visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie');
      await visitor.openPatient('191212121212');
      expect(await visitor.page.locator('.session-end').count()).toBe(0);
      expect(await visitor.page.locator('.person').innerText()).toMatch(/Loggas ut \d\d:\d\d om inget görs/);
    });
  });
}
