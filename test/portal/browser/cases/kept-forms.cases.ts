import type { Stage } from '../stage';
import { leads, type Visitor } from '../visitor';

const PATIENT = '200101010106';
const REASON = 'Patienten bad om det i receptionen';

const LONG_ENOUGH_MS = 1_100;

const text = ({ page }: Visitor): Promise<string> => page.locator('main').innerText();

/** Fills in the form, and has the session end under it. */
async function sendTooLate(visitor: Visitor, { system }: Stage): Promise<void> {
  const { page } = visitor;
  await visitor.signIn('Kari Nordlie');
  await visitor.openPatient(PATIENT);
  await visitor.open('/consents/register');
  await page.locator('#type-emergency').check();
  await page.locator('#end-date').check();
  await page.locator('#endDate').fill('2089-12-31');
  await page.locator('#reasonText').fill(REASON);
  await system.restartPortal({ SESSION_IDLE_S: '1' });
  await page.waitForTimeout(LONG_ENOUGH_MS);
  await visitor.press('main form .primary');
  await system.restartPortal();
}

const consentsOf = async (visitor: Visitor): Promise<number> => {
  await visitor.open('/consents');
  return visitor.page.locator('article').count();
};

/** What was typed under a session that ended is there after the next sign-in, for the same person alone. */
export function keptForms(stageOf: () => Stage): void {
  it('come back filled in after signing in again, and register nothing until they are sent again', async () => {
    await stageOf().visit(
      async (visitor) => {
        const { page } = visitor;
        await sendTooLate(visitor, stageOf());
        expect(page.url()).toContain(stageOf().system.issuer);
        await visitor.pick('Kari Nordlie');
        expect(visitor.path).toBe('/consents/register');
        expect(await page.locator('[role=status]').innerText()).toContain('Det du skrev finns kvar.');
        expect(await page.locator('#type-emergency').isChecked()).toBe(true);
        expect(await page.locator('#endDate').inputValue()).toBe('2089-12-31');
        expect(await page.locator('#reasonText').inputValue()).toBe(REASON);
        let before = 0;
        await visitor.inAnotherTab(async (other) => void (before = await consentsOf(other)));
        await visitor.press('main form .primary');
        await visitor.press('main form .primary');
        expect(await page.locator('[role=status]').first().innerText()).toContain('registrer');
        expect(await consentsOf(visitor)).toBe(before + 1);
      },
      { javaScriptEnabled: false },
    );
  });
}

/** What costs another start of the portal. */
export function keptFormsLost(stageOf: () => Stage): void {
  it('show nothing to another person who signs in there', async () => {
    await stageOf().visit(async (visitor) => {
      await sendTooLate(visitor, stageOf());
      await visitor.pick('Siri Aune');
      expect(visitor.path).toBe('/start');
      for (const path of ['/kept-form', '/consents/register', '/start']) {
        await visitor.open(path);
        expect(await visitor.page.content()).not.toContain(REASON);
      }
      for (let step = 0; step < 6; step++) {
        await visitor.page.goBack();
        expect(await visitor.page.content()).not.toContain(REASON);
      }
    });
  });

  it('say that they are gone when signing in took too long', async () => {
    await stageOf().visit(async (visitor) => {
      const { system } = stageOf();
      await sendTooLate(visitor, stageOf());
      await system.restartPortal({ FORM_KEPT_S: '1' });
      await visitor.page.waitForTimeout(LONG_ENOUGH_MS);
      await visitor.pick('Kari Nordlie');
      await system.restartPortal();
      expect(visitor.path).toBe('/kept-form');
      expect(await text(visitor)).toContain('Inget har registrerats eller ändrats.');
      expect(await text(visitor)).not.toContain(REASON);
    });
  });
}

const headings = [
  ['nb', 'Registrer samtykke'],
  ['sv', 'Registrera samtycke'],
  ['en', 'Register a consent'],
] as const;

/** What was typed stays when the page is shown in another language. */
export function formsInLanguages(stageOf: () => Stage): void {
  it('keep what was typed, and Enter in a field sends the form and chooses no language', async () => {
    await stageOf().visit(
      async (visitor) => {
        const { page } = visitor;
        await visitor.signIn('Kari Nordlie');
        await visitor.openPatient(PATIENT);
        await visitor.open('/consents/register');
        await page.locator('#type-emergency').check();
        await page.locator('#end-date').check();
        await page.locator('#endDate').fill('31');
        await page.locator('#reasonText').fill(REASON);
        for (const [language, heading] of headings) {
          await visitor.press(`.languages button[value=${language}]`);
          expect([visitor.path, await visitor.heading()]).toEqual(['/consents/register', heading]);
          expect(await page.locator('#type-emergency').isChecked()).toBe(true);
          expect(await page.locator('#endDate').inputValue()).toBe('31');
          expect(await page.locator('#reasonText').inputValue()).toBe(REASON);
        }
        await leads(page, () => page.locator('#endDate').press('Enter'));
        expect(await page.locator('.faults').count()).toBe(1);
        expect(await visitor.heading()).toBe('Register a consent');
      },
      { javaScriptEnabled: false },
    );
  });

  it('that open a patient keep the number, and the field for it has the focus in every language', async () => {
    await stageOf().visit(
      async (visitor) => {
        const { page } = visitor;
        await visitor.signIn('Kari Nordlie');
        await page.locator('#number:focus').waitFor();
        await page.keyboard.type('20010101');
        for (const [language] of headings) {
          await visitor.press(`.languages button[value=${language}]`);
          await page.locator('#number:focus').waitFor();
          expect(await page.locator('html').getAttribute('lang')).toBe(language);
          expect(await page.locator('#number').inputValue()).toBe('20010101');
        }
        await page.locator('#number').fill(PATIENT);
        await leads(page, () => page.keyboard.press('Enter'));
        expect(visitor.path).toBe('/consents');
      },
      { javaScriptEnabled: false },
    );
  });

  it('that search and sign off for auditors keep what was typed, and what was found', async () => {
    await stageOf().visit(
      async (visitor) => {
        const { page } = visitor;
        await visitor.signIn('Siri Aune');
        await visitor.open('/audit/decisions');
        const found = await page.locator('td.when').count();
        await page.locator('#employeeId').fill('SE1');
        await visitor.press('.languages button[value=nb]');
        expect(await page.locator('#employeeId').inputValue()).toBe('SE1');
        expect([found > 0, await page.locator('td.when').count()]).toEqual([true, found]);
        await visitor.open('/audit/sample');
        await page.locator('#size').fill('7');
        await visitor.press('.languages button[value=sv]');
        expect(await page.locator('#size').inputValue()).toBe('7');
        await visitor.press('main form .primary');
        await page.locator('#note').fill(REASON);
        await visitor.press('.languages button[value=en]');
        expect(await page.locator('#note').inputValue()).toBe(REASON);
        expect(await page.locator('main').innerText()).toContain('Draw another sample');
      },
      { javaScriptEnabled: false },
    );
  });
}
