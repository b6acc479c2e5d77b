import type { Stage } from '../stage';

/** What browsers of Norwegians and Danes ask for, as they send it. */
const asked = [
  'nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.6,en;q=0.5',
  'nn-NO,nn;q=0.9,no;q=0.8,en;q=0.7',
  'no',
  'da-DK,da;q=0.9,en-US;q=0.8,en;q=0.7',
];

/** Every language of Norway leads to bokmål, before signing in and after. */
export function askedLanguages(stageOf: () => Stage): void {
  it.each(asked)('%s', async (header) => {
    await stageOf().visit(
      async (visitor) => {
        const { page } = visitor;
        const language = () => page.locator('html').getAttribute('lang');
        await visitor.enter('forged');
        expect([await language(), (await visitor.heading()).trim()]).toEqual(['nb', 'Det gikk ikke']);
        await visitor.signIn('Kari Nordlie');
        expect([await language(), await visitor.heading()]).toEqual(['nb', 'Finn pasient']);
        expect(await page.locator('.languages [aria-current]').innerText()).toBe('Norsk');
      },
      { locale: header.split(',')[0]!, extraHTTPHeaders: { 'accept-language': header } },
    );
  });
}
