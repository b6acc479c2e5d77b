import { patientWithMany } from '../sample-consents';
import type { Stage } from '../stage';
import type { Visitor } from '../visitor';

const PATIENT = '200101010106';

const DAY = 86_400_000;

/** The same day in one run, though midnight passes. */
const BEGUN_AT = Date.now();
const day = (days: number): string => new Date(BEGUN_AT + days * DAY).toISOString().slice(0, 10);

const inWords = (date: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));

const said = ({ page }: Visitor): Promise<string> => page.locator('[role=status]').innerText();

const faults = ({ page }: Visitor): Promise<string[]> => page.locator('.faults a').allInnerTexts();

/** Registers a consent of the patient, and is back at the patient's consents. */
async function withConsent(visitor: Visitor, until = ''): Promise<void> {
  await visitor.signIn('Kari Nordlie');
  await visitor.openPatient(PATIENT);
  await visitor.open('/consents/register');
  await visitor.page.locator('#type-consent').check();
  await visitor.page.locator(until === '' ? '#end-first' : '#end-date').check();
  await visitor.page.locator('#endDate').fill(until);
  await visitor.press('main form .primary');
  await visitor.press('main form .primary');
}

/** What is written to the ledger by forms, beside registering and cancelling, which go by the keyboard. */
export function deeds(stageOf: () => Stage): void {
  it('deletes a consent that was registered by mistake', async () => {
    await stageOf().visit(async (visitor) => {
      await withConsent(visitor);
      const before = await visitor.page.locator('article.is-valid').count();
      await visitor.press('.is-valid a[href$="/delete"] >> nth=0');
      await visitor.page.locator('#reasonText').fill('Fel enhet valdes.');
      await visitor.press('main form .danger');
      expect(await said(visitor)).toContain('borttaget');
      expect(await visitor.page.locator('article.is-valid').count()).toBe(before - 1);
      await visitor.page.locator('#ended-title ~ details summary').click();
      await visitor.press('article.is-deleted a >> nth=0');
      expect(await visitor.page.locator('main').innerText()).toContain('Fel enhet valdes.');
    });
  });

  it('moves the end of a consent closer, and never away', async () => {
    await stageOf().visit(async (visitor) => {
      await withConsent(visitor, day(40));
      const { page } = visitor;
      await visitor.press('.is-valid a[href$="/end"] >> nth=0');
      await page.locator('#end-date').check();
      await page.locator('#endDate').fill(day(50));
      await visitor.press('main form .primary');
      expect(await faults(visitor)).toHaveLength(1);
      expect(await page.locator('#endDate').inputValue()).toBe(day(50));
      await page.locator('#endDate').fill(day(30));
      await visitor.press('main form .primary');
      expect(await page.locator('.meaning').innerText()).toContain(inWords(day(30)));
      await visitor.press('main form .danger');
      expect(await said(visitor)).toContain(inWords(day(30)));
    });
  });

  it('lets an auditor sign off the sample of last month, once', async () => {
    await stageOf().visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('Siri Aune');
      await visitor.open('/audit/sample');
      await page.locator('#seed').fill('styrelsemöte 14');
      await visitor.press('main form .primary');
      await visitor.press('form[action="/audit/sample/sign-off"] .primary');
      expect(await faults(visitor)).toEqual(['Välj ett resultat.']);
      await page.locator('#outcome-approved').check();
      await visitor.press('form[action="/audit/sample/sign-off"] .primary');
      expect(await said(visitor)).toContain('Granskningen är signerad.');
      await visitor.press('main form .primary >> nth=0');
      expect(await page.locator('main').innerText()).toMatch(/Månaden signerades .* av Siri Aune \(SE/);
    });
  });
}

export type Locale = 'sv-SE' | 'en-US' | 'nb-NO';

const SECOND_PAGE: Readonly<Record<Locale, string>> = {
  'sv-SE': 'Visar 21–40 av 175.',
  'en-US': 'Showing 21–40 of 175.',
  'nb-NO': 'Viser 21–40 av 175.',
};

/** What a browser of another country could do otherwise. */
export function deedsAbroad(stageOf: () => Stage, locales: readonly Locale[]): void {
  it.each(locales)(
    'drops no date that the calendar of a browser in %s holds only half of',
    async (locale) => {
      await stageOf().visit(
        async (visitor) => {
          const { page } = visitor;
          await visitor.signIn('Kari Nordlie');
          await visitor.openPatient(PATIENT);
          await visitor.open('/consents/register');
          await page.locator('#type-consent').check();
          await page.locator('#end-date').check();
          await page.locator('#endPicked').focus();
          await page.keyboard.type('12');
          await visitor.press('main form .primary');
          expect(await faults(visitor)).toHaveLength(1);
          await page.locator('#endPicked').fill(day(20));
          await visitor.press('main form .primary');
          expect(await page.locator('input[name=endDate]').inputValue()).toBe('');
          expect(await page.locator('input[name=endPicked]').inputValue()).toBe(day(20));
          await visitor.press('main form .primary');
          expect(await page.locator('[role=status]').count()).toBe(1);
        },
        { locale },
      );
    },
  );

  it.each(locales)('shows the days of a search as text to a browser in %s', async (locale) => {
    await stageOf().visit(
      async (visitor) => {
        const { page } = visitor;
        await visitor.signIn('Siri Aune');
        await visitor.open('/audit/decisions');
        for (const id of ['#fromDate', '#toDate']) {
          expect(await page.locator(id).getAttribute('type')).toBe('text');
          expect(await page.locator(id).inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/);
        }
        await page.locator('#fromPicked').fill('2020-01-31');
        await visitor.press('main form .primary');
        expect(await page.locator('#fromDate').inputValue()).toBe('2020-01-31');
        expect(await page.locator('#fromPicked').inputValue()).toBe('');
      },
      { locale },
    );
  });

  it.each(locales)(
    'keeps 200 consents of a patient usable to a browser in %s, without script',
    async (locale) => {
      await stageOf().visit(
        async (visitor) => {
          const { page } = visitor;
          await visitor.signIn('Kari Nordlie');
          await visitor.openPatient(patientWithMany.extension);
          expect(await page.locator('article').count()).toBeLessThan(35);
          expect(await page.locator('.verdict-card .button').count()).toBe(1);
          await page.locator('#group').selectOption('ended');
          await visitor.press('.filter button');
          await visitor.press('a[rel=next]');
          expect(await page.locator('main').innerText()).toContain(SECOND_PAGE[locale]);
          expect(await page.locator('.legend li').count()).toBe(8);
        },
        { locale, javaScriptEnabled: false },
      );
    },
  );
}
