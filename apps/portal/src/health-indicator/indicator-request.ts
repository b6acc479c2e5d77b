import { holdsPersonIdentity, standardKinds, type IdentityRegistry, type PersonIdentity } from '#consent';
import { accessBases, type AccessBasis } from '#sign-on';
import { IndicatorRefusal } from './indicator-refusal';

/** What a records system asks: about whom, on what ground, and which system it is. */
export interface IndicatorRequest {
  readonly patient: PersonIdentity;
  readonly basis: AccessBasis;
  readonly recordsSystem: string;
}

const isBasis = (value: unknown): value is AccessBasis => accessBases.some((basis) => basis === value);

/** A name and a version, which are kept in the ledger and logged: nothing that could not be shown. */
const RECORDS_SYSTEM = /^[\x20-\x7e]{1,128}$/;

const isRecordsSystem = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  RECORDS_SYSTEM.test(value) &&
  !holdsPersonIdentity(value);

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads `{"fnr": "<eleven digits>" | {"root": "<OID>", "extension"}, "samtykke"}` and the header `X-EPJ-System`. Elements that
 * are not known are passed over: records systems send more to the national service than is of use here.
 * @throws IndicatorRefusal KJF-000018 naming what is missing or wrong, KJF-000016 for an identity that nobody can have.
 */
export function readRequest(body: unknown, header: unknown, identities: IdentityRegistry): IndicatorRequest {
  const { fnr, samtykke } = isFields(body) ? body : {};
  const patient = patientIn(fnr);
  if (patient && isBasis(samtykke) && isRecordsSystem(header)) {
    if (identities.check(patient.root, patient.extension) !== 'ok') throw invalidIdentity();
    return { patient, basis: samtykke, recordsSystem: header };
  }
  const faults = [
    ['fnr', patient !== null],
    ['samtykke', isBasis(samtykke)],
    ['X-EPJ-System', isRecordsSystem(header)],
  ].flatMap(([name, isSound]) => (isSound ? [] : [name]));
  throw new IndicatorRefusal(400, 'KJF-000018', `Missing or not valid: ${faults.join(', ')}.`);
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Eleven digits are Norwegian, and say themselves which kind they are; any other kind comes with its root. */
function patientIn(fnr: unknown): PersonIdentity | null {
  if (typeof fnr === 'string') return { root: rootOfNorwegian(fnr), extension: fnr };
  if (!isFields(fnr)) return null;
  const { root, extension } = fnr;
  return typeof root === 'string' && typeof extension === 'string' ? { root, extension } : null;
}

/** A D-number has four added to its first digit, so it begins with 4 to 7, and no other number does. */
function rootOfNorwegian(number: string): string {
  const name = /^[4-7]/.test(number) ? 'd-nummer' : 'fodselsnummer';
  return standardKinds.find((kind) => kind.name === name)!.root;
}

const invalidIdentity = (): IndicatorRefusal => new IndicatorRefusal(400, 'KJF-000016');
