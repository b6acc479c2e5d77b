import { storeKinds, storesOfThisRun } from '../support/live-ledger';
import { blocksOf, pages, stepsOf, type Example, type Page, type Step } from '../support/pages';
import { isLong } from '../support/this-run';
import { Reader } from './reader';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What changes from run to run is written as `<uuid>` and its like. */
const changing: Readonly<Record<string, string>> = {
  uuid: '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}',
  number: '[\\d.,]+',
  time: '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?: \\(winter time\\))?',
  day: '\\d{4}-\\d\\d-\\d\\d',
  token: '[\\w-]+',
  digest: '[\\da-f]{64}',
};

function expected(value: unknown): unknown {
  if (value === '<uuid>') return expect.stringMatching(UUID);
  if (value === '<token>') return expect.stringMatching(/^[\w-]+$/);
  if (value === '<number>') return expect.any(Number);
  if (Array.isArray(value)) return value.map(expected);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, expected(inner)]));
}

function expectAnswer(printed: string, { form, answer }: Example): void {
  if (form === 'json') return expect(JSON.parse(printed)).toEqual(expected(JSON.parse(answer)));
  const pattern = answer
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/<(uuid|number|time|day|token|digest)>/g, (_whole, name: string) => changing[name]!);
  return expect(printed).toMatch(new RegExp(`^${pattern}$`));
}

const restarts = (page: Page): boolean => stepsOf(page).some((step) => 'settings' in step);

/** README.md first, because the others continue from it; last those that start the system with other settings. */
const withSteps = pages
  .filter((page) => stepsOf(page).length > 0)
  .sort((one, other) => Number(restarts(one)) - Number(restarts(other)));

/** `npm test` has README.md, and the long tests have every page, on both stores. */
const ofThisRun = withSteps.filter(({ file }) => isLong || file === 'README.md');

describe.each(isLong ? storeKinds : storesOfThisRun)('on %s, after a plain npm start', (store) => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await Reader.at(store);
  });
  afterAll(() => reader.end());

  describe.each(ofThisRun.map((page) => ({ file: page.file, page })))('$file', ({ page }) => {
    it.each(stepsOf(page).map((step, index) => ({ number: index + 1, step })))(
      'step $number does what the page says',
      async ({ step }) => expectStep(await reader.take(step), step),
    );
  });
});

function expectStep(printed: string, step: Step): void {
  if ('command' in step) return expectAnswer(printed, step);
  return expect(printed).toBe('');
}

describe('every command of a page', () => {
  // Those of samples/ are run by test/soap-samples.spec.ts and test/start.
  const own = pages.filter(({ file }) => !file.startsWith('samples/'));

  it('that calls the system or opens a ledger is run', () => {
    const notRun = own.flatMap((page) =>
      blocksOf(page)
        .filter(({ language, purpose }) => language === 'sh' && purpose === '')
        .filter(({ content }) => /curl|ledger|verify-receipt/.test(content))
        .map(({ content }) => `${page.file}: ${content}`),
    );
    expect(notRun).toEqual([]);
  });

  it('is counted, so that none gets lost', () => {
    expect(pages.flatMap(stepsOf).length).toBeGreaterThanOrEqual(20);
    const files = withSteps.map(({ file }) => file);
    expect(files[0]).toBe('README.md');
    expect(files).toEqual(
      expect.arrayContaining(['docs/api.md', 'docs/command-line.md', 'docs/operations.md']),
    );
  });
});
