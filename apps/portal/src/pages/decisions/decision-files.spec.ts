import type { PlacedDecision } from '#audit';
import { careProvider, careUnit, doctor, noon, tolvan } from '#consent/given';
import { csvOf, ndjsonOf } from './decision-files';

const placed = (originalConsumer?: string): PlacedDecision => ({
  place: { day: 20_514, revision: 3, index: 1 },
  decision: {
    ...{ id: 'an-id', decidedAt: noon, position: -1, patient: tolvan, employeeId: doctor },
    ...{ careProviderId: careProvider, careUnitId: careUnit, result: 'OK', hasConsent: false },
    ...{ callerId: 'a-system', correlationId: 'a-correlation', door: 'json', originalConsumer },
  },
});

const rowsOf = (csv: string): string[] => csv.split('\r\n').slice(1, -1);

it('a file of no decisions has its columns', () => {
  expect(csvOf([])).toMatch(/^record,decidedAt,.*,id\r\n$/);
  expect(ndjsonOf([])).toBe('');
});

it('covers the patient, in both kinds of file', () => {
  for (const file of [csvOf([placed()]), ndjsonOf([placed()])]) {
    expect(file).not.toContain(tolvan.extension);
    expect(file).toContain('2026-03-02/3/1');
  }
});

it.each([
  ['a "quoted", text', '"a ""quoted"", text"'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['x;=1+1', "x;'=1+1"],
  [' =1+1', "' =1+1"],
  ['＝1+1', "'＝1+1"],
  ['a\n=1+1', `"a\n'=1+1"`],
  ['a; b', 'a; b'],
  ['@SUM(1)', "'@SUM(1)"],
  ['-1+1', "'-1+1"],
])('%j stands in CSV as %s', (text, field) => {
  expect(rowsOf(csvOf([placed(text)]))[0]).toContain(`,a-system,${field},,`);
});

it('leaves a number that is negative a number', () => {
  expect(rowsOf(csvOf([placed()]))[0]).toContain(',-1,a-correlation,');
});

it('has a JSON object a line', () => {
  const lines = ndjsonOf([placed(), placed('a-consumer')])
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { originalConsumer?: string }).originalConsumer)).toEqual([
    undefined,
    'a-consumer',
  ]);
});
