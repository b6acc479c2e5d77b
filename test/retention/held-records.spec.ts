import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessKind, decisionKind, openRecordLog, type Access, type Decision } from '#audit';
import { granted, looked } from '#audit/given';
import { consentStream, encode, type ConsentRegistered } from '#consent';
import {
  at,
  careProvider,
  child,
  consentId,
  otherCareProvider,
  provenance,
  registered,
  tolvan,
  visitor,
} from '#consent/given';
import type { messagesOf } from '#contracts';
import { EmbeddedEventStore } from '#event-store';
import { newId } from '#platform';
import { placeHold, planRetention, type HeldSubject } from '#retention';
import type { Look as LedgerLook } from '../../apps/ledger/src/looks';
import type { Look as PortalLook } from '../../apps/portal/src/looks/looks';

/** Every name that a record of a look may have. One that is added and is not in the table does not compile. */
type Name =
  | keyof typeof messagesOf
  | 'ReadConsent'
  | 'ReadDecision'
  | 'History'
  | 'PingForConfiguration'
  | PortalLook['contract']
  | `ledger ${LedgerLook['command']}`;

const [ofTolvan, ofChild, unknown] = [consentId(1), consentId(2), consentId(9)];

/** Tolvan has a consent at a care provider, and represents the child, who has one at the other. The visitor has none. */
const consents: readonly Partial<ConsentRegistered>[] = [
  { assertionId: ofTolvan, patient: tolvan, careProviderId: otherCareProvider },
  { assertionId: ofChild, patient: child, careProviderId: careProvider, representedBy: tolvan },
];

const held: readonly HeldSubject[] = [
  { kind: 'patient', patient: tolvan },
  { kind: 'care-provider', careProviderId: otherCareProvider },
  { kind: 'case', reference: 'dnr 1' },
];

/** What the record keeps for the patient, and for the care provider. A case keeps every record. */
type Kept = readonly [patient: 'names' | 'may' | 'no', careProvider: 'names' | 'may' | 'no'];

/** All rows are of a look at the first care provider, unless they say otherwise. It has nothing of Tolvan itself. */
const here = { patient: undefined, careProviderId: careProvider };
const noPlace = { patient: undefined, careProviderId: undefined };

/** What each look records of whom it is about, and what that keeps. */
const looks: Readonly<Record<Name, readonly [Partial<Access>, Kept]>> = {
  RegisterExtendedConsent: [{ ...here, patient: visitor, isGranted: false, shown: 0 }, ['no', 'no']],
  CheckConsent: [{ ...here, patient: tolvan, isGranted: false, shown: 0 }, ['names', 'may']],
  CheckConsents: [{ ...here, isGranted: false, shown: 0 }, ['may', 'may']],
  GetConsentsForPatient: [{ ...here, patient: tolvan }, ['names', 'may']],
  GetExtendedConsentsForPatient: [{ ...here, patient: child }, ['may', 'no']],
  GetAllExtendedConsentsForPatient: [{ ...noPlace, patient: visitor }, ['no', 'may']],
  GetConsentsForCareProvider: [here, ['may', 'no']],
  GetConsentChanges: [{ ...here, door: 'webhook' }, ['may', 'no']],
  GetConsentSnapshot: [{ ...here, careProviderId: otherCareProvider }, ['may', 'names']],
  GetWebhooks: [here, ['may', 'no']],
  CreateWebhook: [{ ...here, isGranted: false, shown: 0 }, ['may', 'may']],
  RotateWebhookSecret: [{ ...here, isGranted: false, shown: 0 }, ['may', 'may']],
  RedeliverWebhookMessages: [{ ...here, isGranted: false, shown: 0 }, ['may', 'may']],
  RemoveWebhook: [{ ...here, isGranted: false, shown: 0 }, ['may', 'may']],
  CancelExtendedConsent: [
    { ...noPlace, assertionId: ofTolvan, isGranted: false, shown: 0 },
    ['names', 'names'],
  ],
  DeleteExtendedConsent: [{ ...here, assertionId: unknown, isGranted: false, shown: 0 }, ['may', 'may']],
  EndConsentByPatient: [{ ...here, assertionId: ofTolvan, isGranted: false, shown: 0 }, ['names', 'names']],
  PingForConfiguration: [{ ...noPlace, shown: 0 }, ['no', 'no']],
  ReadConsent: [{ ...noPlace, patient: tolvan, assertionId: ofTolvan, shown: 1 }, ['names', 'names']],
  ReadDecision: [{ ...noPlace, patient: visitor, shown: 1 }, ['no', 'may']],
  AsOf: [{ ...here, patient: tolvan, shown: 1 }, ['names', 'may']],
  History: [{ ...noPlace, assertionId: ofTolvan }, ['names', 'names']],
  Decisions: [here, ['may', 'no']],
  PortalDecisions: [{ ...here, patient: visitor, door: 'portal' }, ['no', 'no']],
  PortalDecisionExport: [{ ...here, door: 'portal' }, ['may', 'no']],
  PortalDecisionPrint: [{ ...here, assertionId: ofTolvan, door: 'portal' }, ['names', 'names']],
  PortalExplanation: [{ ...here, patient: tolvan, shown: 1, door: 'portal' }, ['names', 'may']],
  PortalConsentHistory: [{ ...here, assertionId: ofTolvan, door: 'portal' }, ['names', 'names']],
  PortalSample: [{ ...here, door: 'portal' }, ['may', 'no']],
  PortalLedgerHealth: [{ ...here, shown: 0, door: 'portal' }, ['no', 'no']],
  'ledger history': [{ ...noPlace, assertionId: ofChild }, ['may', 'no']],
  'ledger patient': [{ ...noPlace, patient: tolvan }, ['names', 'may']],
  'ledger as-of': [{ ...here, patient: tolvan, shown: 1 }, ['names', 'may']],
  'ledger provider': [{ ...here, shown: undefined }, ['may', 'no']],
  'ledger decisions': [{ ...noPlace, shown: undefined }, ['may', 'may']],
  'ledger accesses': [{ ...here, shown: undefined }, ['may', 'no']],
  'ledger sample': [{ ...noPlace, shown: undefined }, ['may', 'may']],
  'ledger sign-ons': [{ ...noPlace, shown: undefined }, ['may', 'may']],
  'ledger receipt': [{ ...noPlace, assertionId: ofTolvan }, ['names', 'names']],
  'ledger extract': [{ ...noPlace, patient: tolvan }, ['names', 'may']],
  'ledger export': [{ ...noPlace, shown: undefined }, ['may', 'may']],
  'ledger hold': [{ ...noPlace, shown: 3 }, ['may', 'may']],
  'ledger retention': [{ ...noPlace, shown: undefined }, ['may', 'may']],
};

/** Checks of the first care provider, unless they say otherwise. Each may have been explained, which speaks of other consents. */
const checks: readonly (readonly [string, Partial<Decision>, Kept])[] = [
  ['of the patient', { patient: tolvan }, ['names', 'may']],
  ['of a child that the patient represents', { patient: child, assertionId: ofChild }, ['may', 'no']],
  ['of another', { patient: visitor, assertionId: undefined }, ['no', 'no']],
  ['by a consent of the patient', { patient: visitor, assertionId: ofTolvan }, ['names', 'names']],
  ['by a consent that is not there', { patient: visitor, assertionId: unknown }, ['may', 'may']],
  [
    'at the care provider',
    { patient: visitor, careProviderId: otherCareProvider.toLowerCase() },
    ['no', 'names'],
  ],
  ['for the care provider', { patient: visitor, onBehalfOf: otherCareProvider }, ['no', 'names']],
];

let folder: string;
let store: EmbeddedEventStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'held-'));
  store = await EmbeddedEventStore.open(folder);
  for (const consent of consents)
    await store.append(consentStream(consent.assertionId!), 'no-stream', [
      { id: newId(), ...encode(registered(consent), provenance) },
    ]);
  for (const [n, subject] of held.entries())
    await placeHold(store, {
      ...{ type: 'HoldPlaced', holdId: `401d0000-0000-4000-8000-00000000000${n}`, subject },
      ...{ reason: 'Claim', authority: 'Chief lawyer', systemUser: 'anna@consents-1' },
      recordedAt: at('2026-03-03T12:00:00'),
    });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const unheard = { recorded: () => undefined, failed: () => undefined, lost: () => undefined };

/** Each row has a day of its own. */
const dayOfRow = (index: number): number => at('2020-01-01T12:00:00') + index * 86_400_000;

const keptOf = ([patient, careProviderKept]: Kept): object[] =>
  [patient, careProviderKept, 'names'].flatMap((concern, n) =>
    concern === 'no'
      ? []
      : [
          {
            holdId: `401d0000-0000-4000-8000-00000000000${n}`,
            names: concern === 'names' ? 1 : 0,
            may: concern === 'may' ? 1 : 0,
          },
        ],
  );

it('a hold keeps the day of every kind of record that concerns what is held, or may', async () => {
  const accesses = openRecordLog(accessKind, 'durable', store, unheard);
  const decisions = openRecordLog(decisionKind, 'durable', store, unheard);
  const rows = Object.entries(looks);
  for (const [index, [contract, [access]]] of rows.entries())
    await accesses.record(looked({ contract, ...access, askedAt: dayOfRow(index) }));
  for (const [index, [, check]] of checks.entries())
    await decisions.record(granted({ assertionId: undefined, ...check, decidedAt: dayOfRow(index) }));
  const { days } = await planRetention({
    store,
    auditStore: store,
    years: 5,
    now: at('2032-01-01T12:00:00'),
  });
  const keptBy = (kind: string) => days.filter((day) => day.kind === kind).map((day) => day.keptBy);
  expect(
    named(
      rows.map(([name]) => name),
      keptBy('looks'),
    ),
  ).toEqual(
    named(
      rows.map(([name]) => name),
      rows.map(([, [, kept]]) => keptOf(kept)),
    ),
  );
  expect(
    named(
      checks.map(([name]) => name),
      keptBy('checks'),
    ),
  ).toEqual(
    named(
      checks.map(([name]) => name),
      checks.map(([, , kept]) => keptOf(kept)),
    ),
  );
});

const named = (names: readonly string[], values: readonly unknown[]): object =>
  Object.fromEntries(names.map((name, index) => [name, values[index]]));
