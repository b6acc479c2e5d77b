import { tableLines, type Column } from './table';

const columns: readonly Column[] = [{ title: 'Time' }, { title: 'Count', align: 'right' }, { title: 'Why' }];
const rows = [
  ['2026-10-01', '1', 'Inför återbesök på hjärtmottagningen i oktober'],
  ['2026-10-02', '12', ''],
];

async function linesOf(room?: number, given: readonly (readonly string[])[] = rows): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of tableLines(columns, given, room)) lines.push(line);
  return lines;
}

it('is as wide as it must be where nothing sets a limit', async () => {
  expect(await linesOf()).toEqual([
    'Time        Count  Why',
    '2026-10-01      1  Inför återbesök på hjärtmottagningen i oktober',
    '2026-10-02     12',
  ]);
});

it('that fits is left as it is', async () => {
  expect(await linesOf(65)).toEqual(await linesOf());
});

it('that is too wide has the text of its last column on several lines', async () => {
  expect(await linesOf(46)).toEqual([
    'Time        Count  Why',
    '2026-10-01      1  Inför återbesök på',
    '                   hjärtmottagningen i oktober',
    '2026-10-02     12',
  ]);
});

it('whose text has no room is a list', async () => {
  expect(await linesOf(30)).toEqual([
    'Time   2026-10-01',
    'Count  1',
    'Why    Inför återbesök på',
    '       hjärtmottagningen i',
    '       oktober',
    '',
    'Time   2026-10-02',
    'Count  12',
    'Why',
    '',
  ]);
});

it('whose text has hardly any room at all breaks no word', async () => {
  expect((await linesOf(1)).slice(2, 5)).toEqual([
    'Why    Inför',
    '       återbesök på',
    '       hjärtmottagningen',
  ]);
});

it('of more rows than are measured keeps its form', async () => {
  const many = Array.from({ length: 500 }, (_, row) => ['2026-10-01', String(row), `Reason ${row} of many`]);
  const lines = await linesOf(80, many);
  expect(lines).toHaveLength(501);
  expect(lines.at(-1)).toBe('2026-10-01    499  Reason 499 of many');
  const narrow = await linesOf(25, many);
  expect(narrow).toHaveLength(4 * 500);
  expect(narrow.slice(-4)).toEqual(['Time   2026-10-01', 'Count  499', 'Why    Reason 499 of many', '']);
});
