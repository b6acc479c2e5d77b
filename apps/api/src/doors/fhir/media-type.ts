import { InvalidParameter, NotAcceptable } from '../http/fhir-refusals';
import { FHIR_VERSION } from './resource';

export const FHIR_JSON = 'application/fhir+json';

const OWN = new Set([FHIR_JSON, 'application/json']);
const RANGES = new Set([...OWN, 'application/*', '*/*']);

/** As media types name it, without the number of its corrections, and as resources do. */
const VERSIONS = new Set(['4.0', FHIR_VERSION]);

/** What `_format` may be, besides a media type. */
const SHORT = 'json';

/**
 * Demands that the answer may be in JSON of FHIR R4. The parameter `_format` goes before the header.
 * @throws NotAcceptable @throws InvalidParameter
 */
export function demandJson(accept: string | undefined, format: unknown): void {
  if (format !== undefined && typeof format !== 'string')
    throw new InvalidParameter('The parameter _format is given twice.');
  const isAsked = format === undefined ? isAccepted(accept) : format === SHORT || isOwn(format, OWN);
  if (!isAsked) throw new NotAcceptable('Not in JSON of FHIR R4.');
}

/** No header takes everything. */
const isAccepted = (accept = '*/*'): boolean =>
  accept.trim() === '' || accept.split(',').some((range) => isOwn(range, RANGES));

/** Whether a media type is that of this door, in a version of FHIR that it speaks, and is not refused by a weight of zero. */
export function isOwn(mediaType: string, own: ReadonlySet<string> = OWN): boolean {
  const [type, ...parameters] = mediaType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  return own.has(type!) && parameters.every(isTaken);
}

function isTaken(parameter: string): boolean {
  const [name, value = ''] = parameter.split('=').map((part) => part.trim());
  if (name === 'fhirversion') return VERSIONS.has(value);
  return name !== 'q' || Number(value) > 0;
}
