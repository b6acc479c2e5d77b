import { sampleAffiliations, samplePerson } from '../sample-people';
import type { Stage } from '../stage';
import type { Visitor } from '../visitor';

const OLA = 'Ola Sætre';

const words = [
  ['sv-SE', 'Byt arbetsplats', 'Var arbetar du nu?', ['Hjerteavdelingen', 'Åpen post', 'Ögonmottagningen']],
  [
    'nb-NO',
    'Bytt arbeidssted',
    'Hvor arbeider du nå?',
    ['Hjerteavdelingen', 'Ögonmottagningen', 'Åpen post'],
  ],
  [
    'en-GB',
    'Change workplace',
    'Where do you work now?',
    ['Åpen post', 'Hjerteavdelingen', 'Ögonmottagningen'],
  ],
] as const;

const namesIn = ({ page }: Visitor): Promise<string[]> => page.locator('main .radio label').allInnerTexts();

const chosenIn = ({ page }: Visitor): Promise<string> =>
  page.locator('main .radio input:checked + label').innerText();

async function pickWorkplace(visitor: Visitor, name: string): Promise<void> {
  await visitor.page.locator('main .radio label', { hasText: name }).click();
  await visitor.press('main form .primary');
}

export function workplaces(stageOf: () => Stage): void {
  describe('are a list', () => {
    beforeAll(() => {
      const { id, first } = { id: samplePerson(OLA).id, first: sampleAffiliations[1]! };
      const others = ['Åpen post', 'Ögonmottagningen'].map((careUnitName, number) => ({
        ...first,
        ...{ careUnitName, careUnitId: `SE165565594230-201${number}` },
      }));
      expect(first.person).toEqual(id);
      stageOf().system.registers.affiliations = [...others, ...sampleAffiliations];
    });
    afterAll(() => stageOf().system.registers.repair());

    it.each(words)(
      'in the order of a reader of %s, with the one of the last time chosen, after signing out too',
      async (locale, change, heading, names) => {
        await stageOf().visit(
          async (visitor) => {
            await visitor.signIn(OLA);
            expect(await visitor.heading()).toBe(heading);
            expect(await namesIn(visitor)).toEqual([...names, 'Legevakten, mottak']);
            await pickWorkplace(visitor, 'Ögonmottagningen');
            await visitor.openPatient('191212121212');
            await visitor.press(`header button:text-is("${change}")`);
            expect([await visitor.heading(), await chosenIn(visitor)]).toEqual([heading, 'Ögonmottagningen']);
            await pickWorkplace(visitor, 'Legevakten');
            const head = await visitor.page.locator('header').innerText();
            expect(head).toContain('Legevakten, mottak, Legevakten');
            expect(head).not.toContain('19121212-1212');
            await visitor.signOut();
            await visitor.signIn(OLA);
            expect([await visitor.heading(), await chosenIn(visitor)]).toEqual([
              heading,
              'Legevakten, mottak',
            ]);
          },
          { locale },
        );
      },
    );
  });
}
