import { element, scaleOf, text, ticksOf, type Domain, type Markup, type Scale } from '#audit';
import type { ExtendedPDLAssertionType } from '#contracts';
import type { consentsWords } from '../consents.words';
import { consentView, type ConsentView, type Viewing } from '../../views/consent-view';
import { barsOf, domainOf } from './bars';

/** What the picture shows, and for which screens. */
export interface ConsentTimeline {
  readonly screen: keyof typeof screens;
  readonly consents: readonly ExtendedPDLAssertionType[];
  readonly words: (typeof consentsWords)['sv'];
  readonly viewing: Viewing;
}

/** More than these make no picture that anybody reads. */
export const MOST_ROWS = 24;

const AXIS = 44;
const BAR = 12;

/** The picture's measures, in pixels. On a narrow screen a row's labels stand above its bars, so that all of the time is seen at once. */
const screens = {
  wide: {
    id: 'timeline',
    width: 960,
    left: 220,
    right: 28,
    row: 42,
    label: 19,
    bar: 15,
    longestLabel: 28,
    ticks: 10,
  },
  narrow: {
    id: 'narrow-timeline',
    width: 360,
    left: 18,
    right: 20,
    row: 60,
    label: 14,
    bar: 38,
    longestLabel: 40,
    ticks: 5,
  },
} as const;

type Screen = (typeof screens)[keyof typeof screens];

/** A patient's consents, of which there are at most `MOST_ROWS`, as bars over time, one below the other. The page's styles colour it; what it says is in its description. */
export function consentTimeline({ consents, words, viewing, ...shown }: ConsentTimeline): Markup {
  const screen: Screen = screens[shown.screen];
  const { id, width, left, right } = screen;
  const { held } = viewing;
  const domain = domainOf(consents, viewing.now, held);
  const scale = scaleOf(domain, left, width - left - right);
  const chart = { scale, domain, screen, held, words: viewing.words };
  const bottom = AXIS + consents.length * screen.row + 4;
  const views = consents.map((consent) => consentView(consent, viewing));
  return element(
    'svg',
    { ...rootOf(shown.screen, id), viewBox: `0 0 ${width} ${bottom + 24}` },
    element('title', { id: `${id}-title` }, text(words.pictureTitle)),
    element('desc', { id: `${id}-text` }, text(described(views, viewing, words.pictureText))),
    ...axis(chart, bottom, words.months.split(' ')),
    ...consents.flatMap((consent, index) => row(consent, views[index]!, AXIS + index * screen.row, chart)),
    ...nowLine(chart.scale(viewing.now), bottom, words.now),
  );
}

const rootOf = (screen: string, id: string) => ({
  class: `timeline on-${screen}`,
  role: 'img',
  'aria-labelledby': `${id}-title ${id}-text`,
});

/** The same facts as the picture shows, for who does not see it. */
const described = (views: readonly ConsentView[], { words }: Viewing, more: string): string =>
  [...views.map(({ unit, status, span }) => `${unit}: ${words[`status_${status}`]}, ${span}.`), more].join(
    ' ',
  );

function axis({ domain, scale, screen }: Chart, bottom: number, months: readonly string[]): Markup[] {
  let before = '';
  const ticks = ticksOf(domain, months);
  const each = Math.ceil(ticks.length / screen.ticks);
  return ticks
    .filter((_tick, index) => index % each === 0)
    .flatMap(({ at, label, context }) => {
      const x = scale(at);
      const isNew = context !== before;
      before = context;
      return [
        element('line', { class: 'timeline-grid', x1: x, x2: x, y1: AXIS - 6, y2: bottom }),
        element('text', { class: 'timeline-tick', x, y: AXIS - 12, 'text-anchor': 'middle' }, text(label)),
        ...(isNew
          ? [
              element(
                'text',
                { class: 'timeline-tick', x, y: AXIS - 28, 'text-anchor': 'middle' },
                text(context),
              ),
            ]
          : []),
      ];
    });
}

interface Chart {
  readonly words: Viewing['words'];
  readonly scale: Scale;
  readonly domain: Domain;
  readonly screen: Screen;
  readonly held: Viewing['held'];
}

function row(consent: ExtendedPDLAssertionType, view: ConsentView, top: number, chart: Chart): Markup[] {
  const y = top + chart.screen.bar;
  const kind = view.isEmergency ? 'emergency' : 'consent';
  const bars = barsOf(consent, chart.domain, chart.held).map(
    ({ isGivenUp, from, to, beganBefore, runsOn }) => {
      const [x, end] = [chart.scale(from), chart.scale(to)];
      const width = Math.max(end - x, 3);
      const style = `timeline-bar is-${view.status}${isGivenUp ? ' given-up' : ''}`;
      return [
        element('rect', { class: style, x, y, width, height: BAR, rx: 3 }),
        ...(beganBefore ? [arrow(style, x, y, -1)] : []),
        ...(runsOn ? [arrow(style, end, y, 1)] : []),
      ];
    },
  );
  return [
    ...labels(view, top + chart.screen.label, chart),
    element('g', { class: `timeline-${kind}` }, ...bars.flat()),
    ...closingMark(consent, view, y + BAR / 2, chart),
  ];
}

/** Whom a row is for, and where it stands. */
const labels = (view: ConsentView, y: number, { words, screen }: Chart): Markup[] => [
  element('text', { x: 4, y }, text(shortened(view.unit, screen.longestLabel))),
  element('text', { class: 'timeline-tick', x: 4, y: y + 16 }, text(statusText(view, words))),
];

const statusText = ({ status, isEmergency }: ConsentView, words: Viewing['words']): string =>
  [words[`status_${status}`], ...(isEmergency ? [words.emergency] : [])].join(' · ');

const shortened = (label: string, longest: number): string =>
  label.length > longest ? `${label.slice(0, longest - 1)}…` : label;

/** It goes on beyond the picture, or began before it. It looks as its bar does. */
const arrow = (style: string, x: number, y: number, direction: 1 | -1): Markup =>
  element('path', {
    class: style,
    d: `M${x} ${y - 3}l${11 * direction} ${BAR / 2 + 3}l${-11 * direction} ${BAR / 2 + 3}z`,
  });

/** How it ended, by its shape: a square for a cancellation, a diamond for a deletion. */
function closingMark(
  consent: ExtendedPDLAssertionType,
  { status }: ConsentView,
  y: number,
  chart: Chart,
): Markup[] {
  const end = barsOf(consent, chart.domain, chart.held).findLast(({ isGivenUp }) => !isGivenUp)?.to;
  if (end === undefined || (status !== 'cancelled' && status !== 'deleted')) return [];
  const x = chart.scale(end);
  return [
    element('path', {
      class: `timeline-mark is-${status}`,
      d: status === 'cancelled' ? `M${x - 6} ${y - 6}h12v12h-12z` : `M${x} ${y - 8}l8 8l-8 8l-8 -8z`,
    }),
  ];
}

const nowLine = (x: number, bottom: number, now: string): Markup[] => [
  element('line', { class: 'timeline-now', x1: x, x2: x, y1: AXIS - 6, y2: bottom }),
  element('text', { class: 'timeline-tick', x, y: bottom + 16, 'text-anchor': 'middle' }, text(now)),
];
