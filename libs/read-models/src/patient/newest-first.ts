import { hsaKeys, type PersonIdentity } from '#consent';
import type { Key } from '../projection';
import type { ListedRow, PatientRow, PatientRows } from './patient.projection';
import { patientPrefix, placePrefix } from './patient.projection';

type Entry = { readonly key: Key; readonly row: PatientRow };

/** A patient's consents at these care providers, the latest registered first. Each row is read when it is asked for. */
export function* newestFirst(
  rows: PatientRows,
  patient: PersonIdentity,
  careProviders: 'all' | ReadonlySet<string>,
): Generator<ListedRow> {
  const places = careProviders === 'all' ? careProvidersOf(rows, patient) : hsaKeys(careProviders);
  const walks = Array.from(
    places,
    (careProviderId) => new Walk(rows.scan(placePrefix({ patient, careProviderId }))),
  );
  try {
    for (;;) {
      const newest = walks.reduce<Walk | null>((best, walk) => (walk.isNewerThan(best) ? walk : best), null);
      if (!newest?.row) return;
      yield newest.row;
      newest.next();
    }
  } finally {
    for (const walk of walks) walk.end();
  }
}

/** One care provider's consents of the patient, which come before everything else of them. */
class Walk {
  private readonly entries: Iterator<Entry>;
  row: ListedRow | null = null;

  constructor(entries: Iterable<Entry>) {
    this.entries = entries[Symbol.iterator]();
    this.next();
  }

  next(): void {
    const next = this.entries.next();
    this.row = !next.done && next.value.row.kind === 'consent' ? next.value.row : null;
  }

  /** A walk that stands open keeps the snapshot that it reads, and there is room for a hundred or so of them. */
  end(): void {
    this.entries.return?.();
  }

  isNewerThan(other: Walk | null): boolean {
    return this.row !== null && (!other?.row || this.row.registeredPosition > other.row.registeredPosition);
  }
}

/** From the first row of one care provider to the first of the next, however many rows it has. */
function careProvidersOf(rows: PatientRows, patient: PersonIdentity): string[] {
  const prefix = patientPrefix(patient);
  const found: string[] = [];
  for (let from = prefix; ;) {
    const [first] = rows.scan(prefix, from);
    if (!first) return found;
    const careProviderId = String(first.key[2]);
    found.push(careProviderId);
    from = [...placePrefix({ patient, careProviderId }), AFTER_ALL];
  }
}

/** Comes after every id, in which there are hexadecimal digits only. */
const AFTER_ALL = '\uffff';
