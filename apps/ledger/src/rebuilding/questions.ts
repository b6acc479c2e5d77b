import {
  checkConsent,
  checkKey,
  consentsForCareProvider,
  consentsForPatient,
  extendedConsentsForPatient,
  isUnreadableMark,
  RowsInMemory,
  type CareProviderRow,
  type CheckRow,
  type Key,
  type PatientRow,
  type Rows,
} from '#read-models';
import type { Instant } from '#consent';

/** Something that is asked of a read model in which there is one row only. */
export interface Question {
  readonly contract: string;
  /** Who asks, where the answer depends on that. */
  readonly employee?: string;
  ask(row: unknown, now: Instant): unknown;
}

/** Whatever is asked about a row, before or after. */
type QuestionsAbout = (key: Key, rows: readonly unknown[]) => readonly Question[];

const ANYONE_ELSE = 'anyone else at the unit';

function only<Row>(key: Key, row: unknown): Rows<Row> {
  const rows = new RowsInMemory<Row>();
  rows.apply([{ key, row: row as Row | null }]);
  return rows;
}

/** A check by each employee that a consent names, and by somebody whom none does. */
const ofChecks: QuestionsAbout = (key, rows) => {
  const [root, extension, careProviderId, careUnitId] = key as readonly string[];
  const place = {
    patient: { root: root!, extension: extension! },
    careProviderId: careProviderId!,
    careUnitId: careUnitId!,
  };
  const named = rows.flatMap((row) => consentsIn(row).flatMap(({ employeeId }) => employeeId ?? []));
  return [...new Set([...named, ANYONE_ELSE])].map((employee) => ({
    contract: 'CheckConsent',
    employee,
    ask: (row, now) => {
      const placeRow = { kind: 'place', consents: consentsIn(row) };
      return checkConsent(only(checkKey(place), placeRow), { ...place, employeeId: employee }, now);
    },
  }));
};

/** Also a consent that is kept beside the row of its place. */
function consentsIn(row: unknown): readonly { readonly employeeId?: string }[] {
  const found = row as CheckRow | null;
  if (found?.kind === 'place') return found.consents;
  return found?.kind === 'shelved' ? [found.consent] : [];
}

const ofPatients: QuestionsAbout = (key, rows) => {
  const [root, extension, careProviderId] = key as readonly string[];
  if ((rows as readonly (PatientRow | null)[]).every((row) => row?.kind !== 'consent')) return [];
  const patient = { root: root!, extension: extension! };
  const everything = { patient, careProviders: 'all', includeCancelled: true } as const;
  return [
    {
      contract: 'GetConsentsForPatient',
      ask: (row, now) =>
        consentsForPatient(only(key, row), { patient, careProviderId: careProviderId! }, now).consents,
    },
    {
      contract: 'GetExtendedConsentsForPatient',
      ask: (row, now) => extendedConsentsForPatient(only(key, row), everything, now).consents,
    },
  ];
};

/** Rows that only help to file the others are asked about by nobody. */
const ofCareProviders: QuestionsAbout = (key) => {
  const [kind, careProviderId] = key;
  if (kind === 'change')
    return [{ contract: 'GetConsentChanges', ask: (row) => (row === null ? [] : [row]) }];
  if (kind !== 'row') return [];
  const question = {
    careProviderId: String(careProviderId),
    includeCancelled: true,
    pageSize: 2,
    scanLimit: 2,
  };
  const ask = (row: unknown, now: Instant) => {
    const { assertions, cancelled } = consentsForCareProvider(only<CareProviderRow>(key, row), question, now);
    return [...assertions, ...cancelled];
  };
  return [{ contract: 'GetConsentsForCareProvider', ask }];
};

const ofRows: Readonly<Record<string, QuestionsAbout>> = {
  check: ofChecks,
  patient: ofPatients,
  'care-provider': ofCareProviders,
};

/** The questions that a difference at the key may change the answers of, by the name of the read model. */
export const questionsAbout = (name: string, key: Key, rows: readonly unknown[]): readonly Question[] =>
  isUnreadableMark(key) ? [] : (ofRows[name]?.(key, rows) ?? []);
