import { table } from './table';
import { tablesIn } from './printed-tables';

it('reads what a bench prints back, and nothing beside its tables', () => {
  const first = table(['', 'ratio'], [['check 1', '0.31']]);
  const second = table(
    ['', 'p50 ms', 'p99 ms'],
    [
      ['checks', '1', '2'],
      ['registrations', '3', '4'],
    ],
  );
  expect(tablesIn(`Loading …\n${first}It took 3 s.\n\n${second}`)).toEqual([
    [{ of: 'check 1', ratio: '0.31' }],
    [
      { of: 'checks', 'p50 ms': '1', 'p99 ms': '2' },
      { of: 'registrations', 'p50 ms': '3', 'p99 ms': '4' },
    ],
  ]);
});
