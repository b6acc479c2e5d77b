import { isCatastrophic } from './pattern-cost';

it.each(['^(A+)+$', '^([A-Z0-9]+-?)+$', '^(a|a)*$', '^(\\d+)*X$', '(\\w+\\s?)*$'])(
  'finds that %s can stop the service',
  (source) => {
    expect(isCatastrophic(new RegExp(source))).toBe(true);
  },
);

it.each([
  '^SE[0-9]{10}-[A-Z0-9]+$',
  '^[A-Z]{2,6}(\\d{10}|\\d{12})-[A-Za-z0-9]+$',
  '^(SE|NO)\\d+-\\w{1,20}$',
  '.*',
])('lets %s pass', (source) => {
  expect(isCatastrophic(new RegExp(source))).toBe(false);
});
