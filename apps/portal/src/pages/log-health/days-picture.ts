import { element, text, type DayOfDecisions, type Markup } from '#audit';
import type { LogHealthWords } from './log-health.words';

/** How a picture is drawn for a screen, in its own units: letters keep their size on a narrow one. */
const screens = {
  wide: { width: 920, height: 240, left: 48, labelEvery: 5 },
  narrow: { width: 360, height: 240, left: 40, labelEvery: 10 },
} as const;

export type Screen = keyof typeof screens;

const TOP = 12;
const BOTTOM = 28;
const GAP = 0.25;

/** The answers of a day from the bottom up; each kind has a class of its own. */
const kinds = ['granted', 'emergencies', 'denied'] as const;

const totalOf = (day: DayOfDecisions): number => kinds.reduce((sum, kind) => sum + day[kind], 0);

/** How many checks the highest day has. */
export const mostOf = (days: readonly DayOfDecisions[]): number => Math.max(0, ...days.map(totalOf));

/** The checks of each day as bars: an SVG that the page's own style colours. */
export function daysPicture(days: readonly DayOfDecisions[], screen: Screen, words: LogHealthWords): string {
  const { width, height } = screens[screen];
  const [first, last] = [days[0]!.day, days.at(-1)!.day];
  return element(
    'svg',
    {
      ...{ class: `timeline on-${screen}`, viewBox: `0 0 ${width} ${height}`, role: 'img' },
      'aria-labelledby': `days-title-${screen} days-text-${screen}`,
    },
    element('title', { id: `days-title-${screen}` }, text(words.pictureTitle)),
    element('desc', { id: `days-text-${screen}` }, text(words.pictureText(first, last, mostOf(days)))),
    ...axis(days, screen),
    ...days.flatMap((day, index) => [...bar(day, index, days, screen), ...label(day, index, days, screen)]),
  );
}

/** The top of the axis: a round number that no day goes beyond, and that has a whole half. */
export function roundAbove(most: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(most, 1))));
  const rounded = [1, 2, 4, 6, 8, 10].map((factor) => factor * step);
  return Math.max(
    4,
    rounded.find((round) => round >= most)!,
  );
}

const plotHeight = (screen: Screen): number => screens[screen].height - TOP - BOTTOM;

/** Where a number of checks stands, from the top. */
const yOf = (count: number, top: number, screen: Screen): number =>
  TOP + plotHeight(screen) * (1 - count / top);

const slotOf = (days: readonly DayOfDecisions[], screen: Screen): number =>
  (screens[screen].width - screens[screen].left) / days.length;

function axis(days: readonly DayOfDecisions[], screen: Screen): Markup[] {
  const { width, left } = screens[screen];
  const top = roundAbove(mostOf(days));
  return [0, top / 2, top].flatMap((count) => {
    const y = yOf(count, top, screen);
    return [
      element('line', { class: 'timeline-grid', x1: left, x2: width, y1: y, y2: y }),
      element(
        'text',
        { class: 'timeline-tick', x: left - 6, y: y + 4, 'text-anchor': 'end' },
        text(String(count)),
      ),
    ];
  });
}

function bar(day: DayOfDecisions, index: number, days: readonly DayOfDecisions[], screen: Screen): Markup[] {
  const [top, slot] = [roundAbove(mostOf(days)), slotOf(days, screen)];
  let below = 0;
  return kinds.flatMap((kind) => {
    const count = day[kind];
    if (count === 0) return [];
    const [y, foot] = [yOf(below + count, top, screen), yOf(below, top, screen)];
    below += count;
    const x = screens[screen].left + slot * (index + GAP / 2);
    return [
      element('rect', { class: `bar-${kind}`, x, y, width: slot * (1 - GAP), height: Math.max(foot - y, 1) }),
    ];
  });
}

/** The last day is always named, and every few days before it. */
function label(
  { day }: DayOfDecisions,
  index: number,
  days: readonly DayOfDecisions[],
  screen: Screen,
): Markup[] {
  const { left, height, labelEvery, width } = screens[screen];
  const fromLast = days.length - 1 - index;
  if (fromLast % labelEvery !== 0) return [];
  const x = fromLast === 0 ? width : left + slotOf(days, screen) * (index + 0.5);
  const anchor = fromLast === 0 ? 'end' : 'middle';
  return [
    element('text', { class: 'timeline-tick', x, y: height - 8, 'text-anchor': anchor }, text(day.slice(5))),
  ];
}
