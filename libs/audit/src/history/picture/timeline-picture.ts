import type { Instant } from '#consent';
import type { ConsentHistory } from '../consent-history';
import { localTime } from '../times';
import {
  AXIS,
  CHART_WIDTH,
  LEFT,
  LEGEND_HEIGHT,
  ROW_HEIGHT,
  SUBTITLE_BASELINE,
  TITLE_BASELINE,
  WIDTH,
} from './layout';
import { legend } from './legend';
import { element, text, type Markup } from './markup';
import { row } from './row';
import { domainOf, scaleOf, type Domain, type Scale } from './scale';
import { styled } from './style';
import { ticksOf } from './ticks';

/** What a picture shows. Nothing in it names a patient but the title, if that does. */
export interface TimelinePicture {
  readonly title: string;
  readonly histories: readonly ConsentHistory[];
  /** How many consents there are beside those that are drawn. */
  readonly omitted: number;
  readonly now: Instant;
}

/** Consents as bars over time, as a self-contained SVG document: light or dark as its reader has it, and without a script. */
export function timelinePicture(picture: TimelinePicture): string {
  const { histories, now } = picture;
  const domain = domainOf(histories, now);
  const scale = scaleOf(domain, LEFT, CHART_WIDTH);
  const bottom = AXIS + Math.max(histories.length, 1) * ROW_HEIGHT + 8;
  const height = bottom + LEGEND_HEIGHT;
  const rows = histories.map((history, index) => row(history, AXIS + 4 + index * ROW_HEIGHT, scale, domain));
  return `${element(
    'svg',
    { ...root, viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height },
    element('title', { id: 'timeline-title' }, text(picture.title)),
    element('desc', { id: 'timeline-description' }, text(description(picture))),
    styled(),
    element('rect', { class: 'paper', width: WIDTH, height }),
    ...head(picture),
    ...axis(domain, scale, bottom),
    ...(rows.length === 0 ? [nothing] : rows),
    ...nowLine(now, scale, bottom),
    legend(bottom),
  )}\n`;
}

/** What stands in place of the bars when there are none. */
const nothing = element('text', { class: 'small', x: 24, y: AXIS + 24 }, text('No consent.'));

const root = {
  xmlns: 'http://www.w3.org/2000/svg',
  class: 'consent-timeline',
  role: 'img',
  'aria-labelledby': 'timeline-title timeline-description',
};

const head = (picture: TimelinePicture): Markup[] => [
  element('text', { class: 'title', x: 24, y: TITLE_BASELINE }, text(picture.title)),
  element('text', { class: 'small', x: 24, y: SUBTITLE_BASELINE }, text(subtitle(picture))),
];

function subtitle({ histories, omitted, now }: TimelinePicture): string {
  const count =
    omitted === 0 ? `${histories.length}` : `the first ${histories.length} of ${histories.length + omitted}`;
  return `Consents: ${count} · as known ${localTime(now)} · times are Swedish local time`;
}

function axis(domain: Domain, scale: Scale, bottom: number): Markup[] {
  let context = '';
  return ticksOf(domain).flatMap((tick) => {
    const x = scale(tick.at);
    const isNew = tick.context !== context;
    context = tick.context;
    return [
      element('line', { class: 'grid', x1: x, x2: x, y1: AXIS - 4, y2: bottom }),
      element('text', { class: 'small', x, y: AXIS - 10, 'text-anchor': 'middle' }, text(tick.label)),
      ...(isNew
        ? [element('text', { class: 'small', x, y: AXIS - 25, 'text-anchor': 'middle' }, text(context))]
        : []),
    ];
  });
}

function nowLine(now: Instant, scale: Scale, bottom: number): Markup[] {
  const x = scale(now);
  return [
    element('line', { class: 'now', x1: x, x2: x, y1: AXIS - 4, y2: bottom }),
    element('text', { class: 'small', x, y: bottom + 12, 'text-anchor': 'middle' }, text('now')),
  ];
}

/** For those who do not see it. */
function description({ histories, omitted }: TimelinePicture): string {
  const counts = (type: string) =>
    histories.filter(({ entries }) => entries.some(({ event }) => event.type === type)).length;
  const more = omitted === 0 ? '' : ` ${omitted} more are not drawn.`;
  return (
    `${histories.length} consents as bars over time, each with the events that the ledger recorded. Cancelled: ` +
    `${counts('ConsentCancelled')}. Deleted: ${counts('ConsentDeleted')}. Ended by the patient: ` +
    `${counts('ConsentEndedByPatient')}.${more} Each bar has its dates.`
  );
}
