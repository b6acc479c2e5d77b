import { element, text, type Markup } from './markup';
import { sign } from './marks';
import { BAR_HEIGHT } from './layout';

type Item = readonly [label: string, draw: (x: number, y: number) => Markup];

const WIDTH_OF_SAMPLE = 26;

const sample =
  (row: 'consent' | 'emergency', kind: string) =>
  (x: number, y: number): Markup =>
    element(
      'g',
      { class: row },
      element('rect', {
        class: `bar ${kind}`,
        x,
        y: y - BAR_HEIGHT / 2,
        width: WIDTH_OF_SAMPLE,
        height: BAR_HEIGHT,
      }),
    );

const bars: readonly Item[] = [
  ['valid', sample('consent', 'valid')],
  ['valid, in an emergency', sample('emergency', 'valid')],
  ['stated to hold, before it was recorded', sample('consent', 'unrecorded')],
  ['stated to hold, and taken back', sample('consent', 'given-up')],
];

const events: readonly Item[] = [
  ['registered', (x, y) => sign('ConsentRegistered', x + 13, y)],
  ['cancelled', (x, y) => sign('ConsentCancelled', x + 13, y)],
  ['deleted', (x, y) => sign('ConsentDeleted', x + 13, y)],
  ['end moved by the patient', (x, y) => sign('ConsentEndedByPatient', x + 13, y)],
];

const COLUMNS = [160, 310, 530, 810] as const;

/** What the bars and the signs mean: a line for when consents hold, and one for when the ledger learned of it. */
export const legend = (top: number): Markup =>
  element(
    'g',
    { class: 'legend' },
    ...line('When it holds', bars, top + 36),
    ...line('When it was recorded', events, top + 64),
  );

const line = (heading: string, items: readonly Item[], y: number): Markup[] => [
  element('text', { class: 'small', x: 24, y: y + 4 }, text(heading)),
  ...items.flatMap(([label, draw], index) => {
    const x = COLUMNS[index]!;
    return [
      draw(x, y),
      element('text', { class: 'small', x: x + WIDTH_OF_SAMPLE + 8, y: y + 4 }, text(label)),
    ];
  }),
];
