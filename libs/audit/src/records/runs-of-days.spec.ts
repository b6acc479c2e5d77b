import { runsOfDays } from './runs-of-days';

it('names no day that was not given', () => {
  expect(runsOfDays(['2015-03-02', '2015-02-28', '2015-03-01', '2015-03-04', '2015-03-02'])).toEqual([
    { first: '2015-02-28', last: '2015-03-02', count: 3 },
    { first: '2015-03-04', last: '2015-03-04', count: 1 },
  ]);
  expect(runsOfDays([])).toEqual([]);
});
