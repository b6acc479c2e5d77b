import type { ConsentEvent } from '#consent';
import { element, type Markup } from './markup';

/** The sign of each event. Their forms differ too, for those who cannot distinguish the colours. */
const signs: { readonly [Type in ConsentEvent['type']]: (x: number, y: number) => Markup } = {
  ConsentRegistered: (x, y) => element('circle', { class: 'mark registered', cx: x, cy: y, r: 5 }),
  ConsentEndedByPatient: (x, y) =>
    element('path', {
      class: 'mark moved',
      d: `M${at(x + 5)} ${at(y - 6)}L${at(x - 6)} ${at(y)}L${at(x + 5)} ${at(y + 6)}z`,
    }),
  ConsentCancelled: (x, y) =>
    element('rect', { class: 'mark cancelled', x: x - 5, y: y - 5, width: 10, height: 10 }),
  ConsentDeleted: (x, y) =>
    element('path', {
      class: 'mark deleted',
      d: `M${at(x)} ${at(y - 7)}L${at(x + 7)} ${at(y)}L${at(x)} ${at(y + 7)}L${at(x - 7)} ${at(y)}z`,
    }),
};

const at = (pixels: number): string => pixels.toFixed(1);

export const sign = (type: ConsentEvent['type'], x: number, y: number): Markup => signs[type](x, y);
