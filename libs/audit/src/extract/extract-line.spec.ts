import {
  at,
  cancelled,
  careProvider,
  child,
  consentId,
  deleted,
  doctor,
  endedByPatient,
  journalSystem,
  provenance,
  registered,
  stated,
  tolvan,
  visitor,
} from '#consent/given';
import { encode, type ConsentEvent } from '#consent';
import type { StoredEvent } from '#event-store';

import { encodeAccesses, type Access } from '../accesses';
import { looked, turnedAway } from '../accesses/given/accesses';
import { encodeDecisions, type Decision } from '../decisions';
import { denied, granted, refused } from '../decisions/given/decisions';
import { givenLedger } from '../history/given/given-ledger';
import type { Opening } from './extract-entry';
import { extractLines } from './extract-line';
import { gatherExtract } from './gather-extract';
import { extractLanguages, extractWords, type ExtractLanguage } from './words';

interface Given {
  readonly events?: readonly ConsentEvent[];
  readonly decisions?: readonly Decision[];
  readonly accesses?: readonly Access[];
  readonly openings?: readonly Opening[];
}

const batch = (stream: string, position: number, event: object): StoredEvent =>
  ({ id: consentId(position), stream, revision: 0, position, ...event }) as StoredEvent;

/** The lines about Tolvan of a ledger that holds this. */
async function linesOf(
  { events = [], decisions = [], accesses = [], openings }: Given,
  language: ExtractLanguage,
) {
  const { store, models } = givenLedger(...events);
  const records = [
    batch('audit-decisions-2026-03-02', 0, encodeDecisions(decisions)),
    batch('audit-accesses-2026-03-02', 1, encodeAccesses(accesses)),
    batch('audit-accesses-2026-03-03', 2, encodeAccesses([looked({ contract: 'too late' })])),
  ];
  const auditStore = {
    head: async () => 1,
    readAll: async function* () {
      yield* records;
    },
  };
  const rows = models.patient;
  const entries = await gatherExtract({ store, auditStore, rows, openings }, tolvan);
  return extractLines(entries, extractWords[language]);
}

const minute = (n: number): number => at('2026-03-02T08:00:00') + n * 60_000;
const consent = registered({ recordedAt: minute(0), representedBy: child });
const emergency = registered({
  assertionId: consentId(2),
  assertionType: 'Emergency',
  employeeId: doctor,
  recordedAt: minute(1),
});

const opening: Opening = {
  recordedAt: minute(9),
  person: { root: '2.16.578.1.12.4.1.4.1', extension: '13116900216' },
  organisationNumber: '984851006',
  basis: 'HPAKUTT',
  correlationId: 'c0rrelation',
};

const everything: Given = {
  events: [
    consent,
    emergency,
    registered({ assertionId: consentId(3), patient: visitor, recordedAt: minute(1) }),
    endedByPatient(consent, { recordedAt: minute(2), end: stated('2026-04-01T00:00:00') }),
    cancelled(consent, { recordedAt: minute(3) }),
    deleted(emergency, { recordedAt: minute(4) }),
  ],
  decisions: [
    granted({ decidedAt: minute(5), assertionId: consentId(1).toLowerCase() }),
    granted({ decidedAt: minute(5), assertionId: consentId(9), assertionType: 'Emergency' }),
    denied({
      decidedAt: minute(6),
      onBehalfOf: 'SE165565594230-9003',
      originalConsumer: 'SE165565594230-9002',
    }),
    refused({ decidedAt: minute(6) }),
    denied({ decidedAt: minute(6), patient: visitor }),
  ],
  accesses: [
    looked({ askedAt: minute(7), purpose: 'case 7', onBehalfOf: doctor }),
    turnedAway({
      askedAt: minute(8),
      contract: 'CancelExtendedConsent',
      patient: undefined,
      assertionId: consentId(1),
    }),
    looked({ askedAt: minute(8), patient: undefined, assertionId: consentId(3) }),
    looked({ askedAt: minute(8), patient: undefined }),
  ],
  openings: [opening],
};

it('an extract says in plain words what happened, by whom, why, and with which result', async () => {
  const lines = await linesOf(everything, 'en');
  expect(lines.map(({ number, title, result }) => `${number} ${title}: ${result}`)).toEqual([
    '1 Consent registered: Valid after this: from 2026-03-02 08:00:00 until further notice.',
    '2 Access in an emergency registered: Valid after this: from 2026-03-02 08:01:00 until further notice.',
    '3 End date changed at the patient’s request: Valid after this: from 2026-03-02 08:00:00 until 2026-04-01 00:00:00.',
    '4 Consent cancelled: It is no longer valid. It was valid from 2026-03-02 08:00:00 until 2026-03-02 08:02:59.',
    '5 Access in an emergency deleted: It is no longer valid. It was valid from 2026-03-02 08:01:00 until 2026-03-02 08:03:59.',
    '6 Request for access: Yes. What was registered on line 1 gave access.',
    `7 Request for access: Yes, in an emergency. Registration ${consentId(9)} gave access.`,
    '8 Request for access: No. No consent gave access.',
    '9 Request for access: No. The system was not allowed to ask.',
    '10 The patient’s consents were shown: It was shown. Number: 2.',
    '11 Attempt to change a consent: It was refused, and nothing was shown or changed.',
    '12 The patient was opened in the portal: The pages were opened.',
  ]);
});

it('it names who stood for the patient, which systems were between, and what somebody stated as the purpose', async () => {
  const lines = await linesOf(everything, 'sv');
  expect(lines[0]!.what).toContain('Patienten företräddes av 20010101-0106.');
  expect(lines[1]!.what).toMatch(/^Medarbetaren SE165565594230-100D på enheten .*liv eller hälsa\./);
  expect(lines[2]!.who).toBe(`Patienten. Genom systemet ${journalSystem}.`);
  expect(lines[3]!.what).toBe('Patienten begärde det. Det gäller det som registrerades på rad 1.');
  expect(lines[7]!.who).toBe(
    `Medarbetaren ${doctor}. Begärt i systemet SE165565594230-9002. På uppdrag av SE165565594230-9003. Genom systemet ${journalSystem}.`,
  );
  expect(lines[9]).toMatchObject({ who: `${doctor}. Genom systemet ${journalSystem}.`, why: 'case 7' });
  expect(lines[10]!.what).toBe(
    `Det gäller det som registrerades på rad 1. Vårdgivare: ${careProvider}. Anropet heter CancelExtendedConsent i loggen.`,
  );
  expect(lines[11]).toMatchObject({
    who: 'Person med id 131169 00216, från organisationen 984851006.',
    why: 'Det var en nödsituation.',
  });
});

it('a consent that was adopted says from where, and who adopted it', async () => {
  const event = encode(consent, {
    ...provenance,
    adopted: {
      source: 'SE165565594230-7777',
      address: 'https://old.example',
      askedAt: '2026-03-01T10:00:00.000Z',
      operator: 'SE165565594230-8888',
    },
  });
  const { models } = givenLedger(consent);
  const stored = batch(`consent-${consent.assertionId.toLowerCase()}`, 0, event);
  const sources = {
    store: { readStream: async () => [stored] },
    auditStore: { head: async () => -1, readAll: async function* () {} },
    rows: models.patient,
  };
  const [line] = extractLines(await gatherExtract(sources, tolvan), extractWords.nb);
  expect(line!.who).toContain('Overtatt fra tjenesten SE165565594230-7777 av SE165565594230-8888.');
});

it.each(extractLanguages)(
  'every sentence in %s is whole, and each language says other things',
  async (language) => {
    const lines = await linesOf(everything, language);
    const texts = lines.flatMap(({ what, who, why, result }) => [what, who, why, result]);
    for (const text of texts) expect(text).not.toMatch(/undefined|null|\s{2}|^\s|^$/);
    const others = extractLanguages.filter((other) => other !== language);
    for (const other of others) expect(extractWords[language].lead).not.toBe(extractWords[other].lead);
  },
);
