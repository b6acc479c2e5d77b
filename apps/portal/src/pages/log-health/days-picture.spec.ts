import { daysPicture, mostOf, roundAbove } from './days-picture';
import { logHealthWords } from './log-health.words';

const days = [
  { day: '2026-03-01', granted: 3, emergencies: 1, denied: 2 },
  { day: '2026-03-02', granted: 0, emergencies: 0, denied: 0 },
  { day: '2026-03-03', granted: 4, emergencies: 0, denied: 0 },
];

const numbers = (markup: string, name: string): number[] =>
  [...markup.matchAll(new RegExp(`<rect[^>]* ${name}="([\\d.]+)"`, 'g'))].map(([, number]) => Number(number));

it.each([
  [0, 4],
  [3, 4],
  [6, 6],
  [10, 10],
  [11, 20],
  [47, 60],
  [81, 100],
  [70_000, 80_000],
])('an axis for %i goes up to %i', (most, top) => expect(roundAbove(most)).toBe(top));

it.each(['wide', 'narrow'] as const)(
  'draws a %s bar for each kind of answer of a day, one upon the other',
  (screen) => {
    const picture = daysPicture(days, screen, logHealthWords.sv);
    const [heights, tops] = [numbers(picture, 'height'), numbers(picture, 'y')];
    expect(mostOf(days)).toBe(6);
    expect([...picture.matchAll(/class="bar-(\w+)"/g)].map(([, kind]) => kind)).toEqual([
      ...['granted', 'emergencies', 'denied'],
      'granted',
    ]);
    expect(heights[0]! / heights[1]!).toBeCloseTo(3, 1);
    expect(tops[1]! + heights[1]!).toBeCloseTo(tops[0]!, 1);
    expect(tops[2]! + heights[2]!).toBeCloseTo(tops[1]!, 1);
    expect(picture).toContain('Den högsta dagen har 6 frågor.');
  },
);

it('draws days without any', () => {
  const none = days.map(({ day }) => ({ day, granted: 0, emergencies: 0, denied: 0 }));
  expect(daysPicture(none, 'wide', logHealthWords.nb)).not.toContain('<rect');
});
