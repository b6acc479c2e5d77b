import type { Stage } from '../stage';

/** How many sheets a PDF has. */
const sheetsOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length;

/** In pixels: 170 mm. */
const A4_WITHIN_MARGINS = 643;

export function printing(stageOf: () => Stage): void {
  it('has a consent on one sheet, with nothing of the screen on it', async () => {
    const stage = stageOf();
    await stage.visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('Kari Nordlie', await stage.ticketOf('Hjertesenteret'));
      await visitor.press('.is-valid .links a[href$="/print"] >> nth=0');
      expect(await page.locator('.on-screen').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.on-screen').isVisible()).toBe(false);
      expect(await page.locator('header, nav, footer').count()).toBe(0);
      expect(await page.locator('.sheet').innerText()).toContain('19121212-1212');
      expect(sheetsOf(await page.pdf({ format: 'A4' }))).toBe(1);
    });
  });

  it('has a search whole, whose table fits the sheet', async () => {
    await stageOf().visit(
      async (visitor) => {
        const { page } = visitor;
        await visitor.signIn('Siri Aune');
        await visitor.open('/audit/decisions');
        await visitor.press('button[formaction="/audit/decisions/print"]');
        await page.emulateMedia({ media: 'print' });
        expect(await page.locator('td.when').count()).toBeGreaterThan(0);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        expect(width).toBe(A4_WITHIN_MARGINS);
      },
      { viewport: { width: A4_WITHIN_MARGINS, height: 900 } },
    );
  });

  it('has no menu on any other page either', async () => {
    const stage = stageOf();
    await stage.visit(async (visitor) => {
      const { page } = visitor;
      await visitor.signIn('Kari Nordlie', await stage.ticketOf('Hjertesenteret'));
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.menu').isVisible()).toBe(false);
      expect(await page.locator('form[action="/sign-out"]').isVisible()).toBe(false);
      expect(await page.locator('h1').isVisible()).toBe(true);
    });
  });
}
