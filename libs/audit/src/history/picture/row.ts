import type { ConsentHistory } from '../consent-history';
import { happening } from '../in-words';
import { localTime, untilInWords } from '../times';
import { BAR_HEIGHT, BAR_TOP, CHART_WIDTH, LEFT, RECORD_LINE, ROW_HEIGHT, WIDTH } from './layout';
import { element, text, type Markup } from './markup';
import { sign } from './marks';
import type { Domain, Scale } from './scale';
import { segmentsOf, type Segment } from './segments';

/** How short a stretch may be drawn: a consent of a minute is to be seen among years. */
const LEAST_WIDTH = 2;

/** One consent: whom it is for at the left, its bar, and below the bar when the ledger learned what. */
export function row(history: ConsentHistory, top: number, scale: Scale, domain: Domain): Markup {
  const { assertionType } = history.registered;
  const bars = segmentsOf(history).map((segment) => bar(segment, top, scale, domain));
  return element(
    'g',
    { class: `row ${assertionType === 'Emergency' ? 'emergency' : 'consent'}` },
    element('title', {}, text(titleOf(history))),
    element('rect', { class: 'hover', x: 0, y: top, width: WIDTH, height: ROW_HEIGHT }),
    ...labels(history, top),
    ...bars.flat(),
    ...marks(history, top, scale, domain),
  );
}

function labels({ registered }: ConsentHistory, top: number): Markup[] {
  const { careUnitId, employeeId, assertionId, assertionType } = registered;
  const whom = employeeId ?? 'everyone';
  const kind = assertionType === 'Emergency' ? 'emergency · ' : '';
  return [
    element('text', { class: 'unit', x: 24, y: top + 20 }, text(careUnitId)),
    element(
      'text',
      { class: 'small', x: 24, y: top + 37 },
      text(`${assertionId.slice(0, 8)} · ${kind}${whom}`),
    ),
  ];
}

function bar({ kind, from, to }: Segment, top: number, scale: Scale, domain: Domain): Markup[] {
  if (from > domain.to || (to !== null && to < domain.from)) return [];
  const [left, right] = [scale(Math.max(from, domain.from)), scale(Math.min(to ?? Infinity, domain.to))];
  const y = top + BAR_TOP;
  const width = Math.max(right - left, LEAST_WIDTH);
  const body = element('rect', { class: `bar ${kind}`, x: left, y, width, height: BAR_HEIGHT });
  const runsOn = to === null || to > domain.to;
  return runsOn && kind === 'valid' ? [body, arrow(right, y)] : [body];
}

/** It goes on beyond the picture. */
const arrow = (x: number, y: number): Markup => {
  const middle = y + BAR_HEIGHT / 2;
  return element('path', {
    class: 'bar valid',
    d: `M${x} ${y - 3}L${x + 12} ${middle}L${x} ${middle * 2 - y + 3}z`,
  });
};

function marks({ entries }: ConsentHistory, top: number, scale: Scale, { from, to }: Domain): Markup[] {
  const y = top + RECORD_LINE;
  const line = element('line', { class: 'record', x1: LEFT, x2: LEFT + CHART_WIDTH, y1: y, y2: y });
  const seen = entries.filter(({ event }) => event.recordedAt >= from && event.recordedAt <= to);
  return [line, ...seen.map(({ event }) => sign(event.type, scale(event.recordedAt), y))];
}

/** What a row shows, in words. */
function titleOf({ registered, entries }: ConsentHistory): string {
  const { validity } = entries.at(-1)!;
  const span = validity
    ? `Valid from ${localTime(validity.startsAt)} ${untilInWords(validity.lastValidAt)}`
    : 'Valid at no time';
  const events = entries.map(({ event }) => `${happening(event)}, recorded ${localTime(event.recordedAt)}`);
  return [`Consent ${registered.assertionId}`, span, ...events].join('. ').concat('.');
}
