import type { Page } from 'playwright-core';
import type { Stage } from '../stage';
import { leads } from '../visitor';

const MOST_STEPS = 60;

/** Inside a date, which has several parts, the browser itself shows where the focus is. */
const showsFocus = `(({ activeElement }) =>
  activeElement.type === 'date' || getComputedStyle(activeElement).outlineStyle !== 'none')(document)`;

/** Goes on by the tabulator until something is in focus; whoever does that sees where the focus is, all the way. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(showsFocus)).toBe(true);
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
  }
  throw new Error(`The tabulator does not lead to ${selector}.`);
}

/** Presses Enter at something, and waits for the page that it leads to. */
async function enterAt(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await leads(page, () => page.keyboard.press('Enter'));
}

export function keyboard(stageOf: () => Stage): void {
  it('is enough to open a patient, register a consent and cancel it', async () => {
    await stageOf().visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('Kari Nordlie');
      await page.locator('#number:focus').waitFor();
      await page.keyboard.type('20010101-0106');
      await leads(page, () => page.keyboard.press('Enter'));
      await enterAt(page, 'a[href="/consents/register"]');
      await tabTo(page, '#type-consent');
      await page.keyboard.press('Space');
      await tabTo(page, '#end-first');
      await page.keyboard.press('Space');
      await tabTo(page, '#reasonText');
      await page.keyboard.type('Patienten bad om det.');
      await enterAt(page, 'main form .primary');
      await enterAt(page, 'main form .primary');
      expect(await page.locator('[role=status]').innerText()).toContain('registrerat');
      await enterAt(page, '.is-valid a[href$="/cancel"]');
      await enterAt(page, 'main form .danger');
      expect(await page.locator('[role=status]').innerText()).toContain('återkallat');
      expect(await page.locator('article.is-valid').count()).toBe(0);
    });
  });

  it('leads past the menu to the content with its first step', async () => {
    await stageOf().visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('Kari Nordlie');
      await visitor.openPatient('200101010106');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('main:focus').waitFor();
    });
  });
}
