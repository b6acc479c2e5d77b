import type { Stage } from '../stage';
import type { Visitor } from '../visitor';

const verdict = ({ page }: Visitor): Promise<string> => page.locator('.verdict').innerText();

const askedCell = ({ page }: Visitor): Promise<string> => page.locator('td.is-asked').innerText();

export function playground(stageOf: () => Stage): void {
  it.each([
    ['sv-SE', 'Nej', 'Ja', 'Det hade återkallats'],
    ['nb-NO', 'Nei', 'Ja', 'Det var trukket tilbake'],
    ['en-GB', 'No', 'Yes', 'It had been cancelled'],
  ])(
    'answers and explains what was laid out, to a browser in %s, without script and without signing in',
    async (locale, no, yes, reason) => {
      await stageOf().visit(
        async (visitor) => {
          const { page } = visitor;
          await visitor.open('/playground');
          expect([await verdict(visitor), await askedCell(visitor)]).toEqual([
            no,
            expect.stringContaining(no),
          ]);
          expect(await page.locator('main').innerText()).toContain(reason);
          await page.locator('#knownDay').fill('8');
          await page.keyboard.press('Enter');
          await page.locator('td.is-asked.is-yes').waitFor();
          expect([await verdict(visitor), await askedCell(visitor)]).toEqual([
            yes,
            expect.stringContaining(yes),
          ]);
        },
        { locale, javaScriptEnabled: false },
      );
    },
  );

  it('adds, moves and removes events', async () => {
    await stageOf().visit(async (visitor) => {
      const { page } = visitor;
      await visitor.open('/playground');
      await visitor.press('button[value="add:delete"]');
      expect(await page.locator('li.consent .field-fault').count()).toBe(0);
      await visitor.press('button[value="add:end"]');
      expect(await page.locator('li.consent .field-fault').innerText()).toContain('redan borttaget');
      await visitor.press('button[value="remove:1"]');
      expect(await verdict(visitor)).toBe('Ja');
      for (let day = 2; day <= 12; day += 1) await visitor.press('button[value="later:0"]');
      expect([await page.locator('#day-0').inputValue(), await verdict(visitor)]).toEqual(['13', 'Nej']);
      await visitor.press('button[value="earlier:0"]');
      expect(await verdict(visitor)).toBe('Ja');
    });
  });
}
