import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { call } from '../../../support/call';
import { person } from '../../../support/people';
import { toRegister } from '../../../support/requests';
import { pictureOf, seenDifferences, type Pair } from '../seen-difference';
import type { Stage } from '../stage';
import type { Visitor } from '../visitor';

/** Enough that somebody sees it who does not look for it. */
const CLEAR = 0.04;

const SAMPLE = { width: 28, height: 16 };
const SIGN = { width: 20, height: 20 };

const CLINIC = { careProviderId: 'SE165565594230-2000', careUnitId: 'SE165565594230-2001' };
const inEmergency = person(311);
const withConsents = person(312);
const withNone = person(313);

/** Which of the pairs look alike, by their names. */
async function alike(page: Page, named: readonly (readonly [name: string, pair: Pair])[]): Promise<string[]> {
  const differences = await seenDifferences(
    page,
    named.map(([, pair]) => pair),
  );
  return named.filter((_, index) => differences[index]! < CLEAR).map(([name]) => name);
}

const everyPair = (pictures: Readonly<Record<string, Buffer>>): (readonly [string, Pair])[] =>
  Object.entries(pictures).flatMap(([name, one], index, all) =>
    all.slice(index + 1).map(([other, picture]) => [`${name} and ${other}`, [one, picture]] as const),
  );

async function register(stage: Stage, patientId: typeof inEmergency, more: object): Promise<void> {
  const request = toRegister(randomUUID(), { ...CLINIC, patientId }, more);
  expect((await call(stage.system.serviceUrl, 'register-extended-consent', request)).status).toBe(201);
}

/** The signs of the three answers to the question whether one may read now. */
async function verdictSigns(visitor: Visitor): Promise<Record<string, Buffer>> {
  const signs: Record<string, Buffer> = {};
  for (const patient of [withConsents, inEmergency, withNone]) {
    await visitor.openPatient(patient.extension);
    const verdict = visitor.page.locator('.verdict-card');
    const [, name] = /is-(\w+)/.exec((await verdict.getAttribute('class'))!)!;
    signs[name!] = await pictureOf(verdict.locator('.sign'), SIGN);
  }
  return signs;
}

async function legendSamples(page: Page): Promise<Record<string, Buffer>> {
  const samples: Record<string, Buffer> = {};
  for (const line of await page.locator('.legend li').all()) {
    samples[await line.innerText()] = await pictureOf(line.locator('.legend-sample'), SAMPLE);
  }
  return samples;
}

/** What looks no different with the focus on it. */
async function withoutFocus(page: Page, selectors: readonly string[]): Promise<string[]> {
  const area = { width: 120, height: 40, around: 8 };
  const pairs: [string, Pair][] = [];
  await page.keyboard.press('Tab');
  for (const selector of selectors) {
    const element = page.locator(selector).first();
    await page.locator('main').focus();
    const before = await pictureOf(element, area);
    await element.focus();
    pairs.push([selector, [before, await pictureOf(element, area)]]);
  }
  return alike(page, pairs);
}

/** High contrast, as an operating system has it: the colours are the system's, and none of ours is left. */
export function forcedColours(stageOf: () => Stage, schemes: readonly ('light' | 'dark')[]): void {
  it.each(schemes)(
    'says all that it says where the colours are the system’s, on a %s one',
    async (colorScheme) => {
      const stage = stageOf();
      await register(stage, withConsents, {});
      await register(stage, inEmergency, { assertionType: 'Emergency', endDate: '2099-01-01T00:00:00' });
      await stage.visit(
        async (visitor) => {
          const { page } = visitor;
          await visitor.signIn('Kari Nordlie');
          const signs = await verdictSigns(visitor);
          expect(Object.keys(signs)).toEqual(['valid', 'emergency', 'expired']);
          expect(await alike(page, everyPair(signs))).toEqual([]);
          await visitor.openPatient('191212121212');
          const samples = await legendSamples(page);
          expect(Object.keys(samples)).toHaveLength(8);
          expect(await alike(page, everyPair(samples))).toEqual([]);
          expect(
            await withoutFocus(page, [
              '.brand',
              '.menu a',
              '.languages a',
              '.verdict-card .button',
              '.links a',
            ]),
          ).toEqual([]);
          await visitor.open('/consents/register');
          expect(
            await withoutFocus(page, ['#type-consent', '#endDate', '#reasonText', 'main form .primary']),
          ).toEqual([]);
        },
        { forcedColors: 'active', colorScheme },
      );
    },
  );
}
