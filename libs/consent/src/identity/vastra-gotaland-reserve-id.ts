import { isRealDate } from '../time/calendar';
import { numberAt } from '../time/digits';
import type { IdentityKind } from './identity-kind';

const SHAPE = /^(?:1[89]|2\d)\d{6}[KMX]\d{3}$/;

/**
 * Västra Götaland's own reserve id: twelve characters, a real date YYYYMMDD, one of K, M and X (woman, man, unknown)
 * and three digits. We have no document of the region's own for it; this is how public implementations describe it,
 * and the check digit they mention is not verified here, lest a real patient be refused on hearsay. The letter keeps
 * it apart from every other kind.
 */
export const vastraGotalandReserveId: IdentityKind = {
  name: 'vastra-gotaland',
  root: '1.2.752.113.11.0.2.1.1.1',
  isValid: (extension) =>
    SHAPE.test(extension) &&
    isRealDate(numberAt(extension, 0, 4), numberAt(extension, 4, 6), numberAt(extension, 6, 8)),
};
