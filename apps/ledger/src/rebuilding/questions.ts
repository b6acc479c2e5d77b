import { isDeepStrictEqual } from 'node:util';
import {
  checkConsent,
  consentsForCareProvider,
  consentsForPatient,
  extendedConsentsForPatient,
  isUnreadableMark,
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
  const entry = { key, row: row as Row };
  return {
    get: (asked) => (isDeepStrictEqual(asked, key) ? entry.row : null),
    *scan() {
      if (entry.row !== null) yield entry;
    },
  };
}

/** A check by each employee that a consent names, and by somebody whom none does. */
const ofChecks: QuestionsAbout = (key, rows) => {
  const [root, extension, careProviderId, careUnitId] = key as readonly string[];
  const place = {
    patient: { root: root!, extension: extension! },
    careProviderId: careProviderId!,
    careUnitId: careUnitId!,
  };
  const named = (rows as readonly (CheckRow | null)[]).flatMap((row) =>
    (row?.consents ?? []).flatMap(({ employeeId }) => employeeId ?? []),
  );
  return [...new Set([...named, ANYONE_ELSE])].map((employee) => ({
    contract: 'CheckConsent',
    employee,
    ask: (row, now) => checkConsent(only(key, row), { ...place, employeeId: employee }, now),
  }));
};

const ofPatients: QuestionsAbout = (key, rows) => {
  const [root, extension] = key as readonly string[];
  const patient = { root: root!, extension: extension! };
  const providers = (rows as readonly (PatientRow | null)[]).flatMap(
    (row) => row?.assertion.careProviderId ?? [],
  );
  const everything = { patient, careProviders: 'all', includeCancelled: true } as const;
  return [
    ...[...new Set(providers)].map((careProviderId) => ({
      contract: 'GetConsentsForPatient',
      ask: (row: unknown, now: Instant) =>
        consentsForPatient(only(key, row), { patient, careProviderId }, now),
    })),
    {
      contract: 'GetExtendedConsentsForPatient',
      ask: (row, now) => extendedConsentsForPatient(only(key, row), everything, now),
    },
  ];
};

/** Rows that only help to file the others are asked about by nobody. */
const ofCareProviders: QuestionsAbout = (key) => {
  const [kind, careProviderId] = key;
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
