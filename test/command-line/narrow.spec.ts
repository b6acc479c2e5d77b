import { ledger } from '../support/ledger-cli';

const NARROW = { environment: { COLUMNS: '48' } };

const longestOf = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('on a terminal of 48 columns', () => {
  it('a table is a list, and its texts take several lines', async () => {
    const [{ out }, whole] = await Promise.all([ledger(['errors'], NARROW), ledger(['errors'])]);
    expect(longestOf(out)).toBeLessThanOrEqual(48);
    expect(longestOf(whole.out)).toBeGreaterThan(48);
    expect(out).toContain(
      'Code            AUT_104\nWho can fix it  the organisation\nWhat users see  You are not affiliated',
    );
    expect(onOneLine(out)).toContain(
      'You are not affiliated with the organisation, and none of your roles gives',
    );
  });

  it('lines for machines are left as they are', async () => {
    const [narrow, whole] = await Promise.all([
      ledger(['errors', '--json'], NARROW),
      ledger(['errors', '--json']),
    ]);
    expect(narrow.records()).toEqual(whole.records());
  });
});

it.each([[40], [60], [120]])('help fits %s columns, and a description is never cut', async (columns) => {
  const { code, out } = await ledger(['--help'], { environment: { COLUMNS: String(columns) } });
  expect([code, longestOf(out) <= columns]).toEqual([0, true]);
  expect(onOneLine(out)).toContain('<careProviders...> Adopt the consents of another service, and end here');
});
