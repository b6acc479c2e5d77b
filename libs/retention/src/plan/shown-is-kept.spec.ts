import fc from 'fast-check';
import { accessKind, dayOf, decisionKind } from '#audit';
import { denied, looked } from '#audit/given';
import { consentStream, encode, type PersonIdentity } from '#consent';
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
import type { NewEvent, StoredEvent } from '#event-store';
import { newId } from '#platform';
import { placed } from '../given/holds';
import { encodeHold } from '../holds/hold-codec';
import type { HeldSubject } from '../holds/hold';
import { planRetention } from './plan';

const third = 'SE165565594230-3000';
const person = fc.constantFrom(tolvan, child, visitor);
const provider = fc.constantFrom(careProvider, otherCareProvider, third);

interface Consent {
  readonly assertionId: string;
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
  readonly representedBy?: PersonIdentity;
}

const consents: fc.Arbitrary<readonly Consent[]> = fc
  .array(
    fc.record(
      { patient: person, careProviderId: provider, representedBy: person },
      { requiredKeys: ['patient', 'careProviderId'] },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map((one, n) => ({ assertionId: consentId(n), ...one })));

interface Asked {
  readonly patient: PersonIdentity;
  readonly careProviderId: string;
  readonly consent: Consent;
}

/** What a question records, and which of all consents its answer speaks of. */
interface Question {
  readonly recorded: (asked: Asked) => Omit<NewEvent, 'id'>;
  readonly speaksOf: (consent: Consent, asked: Asked) => boolean;
}

const look = (contract: string, about: object) =>
  accessKind.encode([
    looked({ contract, patient: undefined, careProviderId: undefined, ...about, askedAt: noon }),
  ]);
const noon = at('2020-03-02T12:00:00');
const ofPatient: Question['speaksOf'] = (one, { patient }) => one.patient === patient;
const ofProvider: Question['speaksOf'] = (one, { careProviderId }) => one.careProviderId === careProviderId;
const ofConsent: Question['speaksOf'] = (one, { consent }) => one === consent;

const questions: Readonly<Record<string, Question>> = {
  list: {
    recorded: ({ patient, careProviderId }) => look('GetConsentsForPatient', { patient, careProviderId }),
    speaksOf: (one, asked) => ofPatient(one, asked) && ofProvider(one, asked),
  },
  'list of all': {
    recorded: ({ patient }) => look('GetAllExtendedConsentsForPatient', { patient }),
    speaksOf: ofPatient,
  },
  'list of a care provider': {
    recorded: ({ careProviderId }) => look('GetConsentsForCareProvider', { careProviderId }),
    speaksOf: ofProvider,
  },
  'as of': {
    recorded: ({ patient, careProviderId }) => look('AsOf', { patient, careProviderId, shown: 1 }),
    speaksOf: ofPatient,
  },
  explanation: {
    recorded: ({ patient, careProviderId }) => look('PortalExplanation', { patient, careProviderId }),
    speaksOf: ofPatient,
  },
  'check, explained': {
    recorded: ({ patient, careProviderId }) =>
      decisionKind.encode([denied({ patient, careProviderId, decidedAt: noon })]),
    speaksOf: ofPatient,
  },
  history: {
    recorded: ({ consent }) => look('History', { assertionId: consent.assertionId }),
    speaksOf: ofConsent,
  },
  "history at another's": {
    recorded: ({ consent, careProviderId }) =>
      look('PortalConsentHistory', { assertionId: consent.assertionId.toUpperCase(), careProviderId }),
    speaksOf: ofConsent,
  },
  'denied cancellation': {
    recorded: ({ consent, careProviderId }) =>
      look('CancelExtendedConsent', {
        ...{ assertionId: consent.assertionId, careProviderId, isGranted: false, shown: 0 },
      }),
    speaksOf: ofConsent,
  },
  export: { recorded: () => look('ledger export', { shown: undefined }), speaksOf: () => true },
  'contract of later': {
    recorded: ({ careProviderId }) => look('GetEverything', { careProviderId }),
    speaksOf: () => true,
  },
};

const held: fc.Arbitrary<HeldSubject> = fc.oneof(
  person.map((patient) => ({ kind: 'patient', patient }) as const),
  provider.map((careProviderId) => ({ kind: 'care-provider', careProviderId }) as const),
);

const isOf = (subject: HeldSubject, { patient, careProviderId, representedBy }: Consent): boolean =>
  subject.kind === 'patient'
    ? [patient, representedBy].includes(subject.patient)
    : subject.kind === 'care-provider' && subject.careProviderId === careProviderId;

function logOf(streams: readonly (readonly [string, Omit<NewEvent, 'id'>])[]) {
  const events = streams.map(([stream, event], position): StoredEvent => ({
    id: newId(),
    ...event,
    stream,
    revision: 0,
    position,
  }));
  return {
    readStream: async (stream: string) => events.filter((event) => event.stream === stream),
    readAll: async function* () {
      yield* events;
    },
  };
}

it('whatever an answer spoke of, a hold on it keeps the record', async () => {
  const asked = fc.record({ patient: person, careProviderId: provider, nth: fc.nat() });
  await fc.assert(
    fc.asyncProperty(consents, asked, held, async (all, { nth, ...some }, subject) => {
      const question = { ...some, consent: all[nth % all.length]! };
      for (const [name, { recorded, speaksOf }] of Object.entries(questions)) {
        const record = recorded(question);
        const kind = record.type.startsWith('Decisions') ? decisionKind : accessKind;
        const store = logOf([
          ...all.map((one) => [consentStream(one.assertionId), encode(registered(one), provenance)] as const),
          ['legal-holds', encodeHold(placed(1, subject))],
          [kind.streamOf(dayOf(noon)), record],
        ]);
        const plan = await planRetention({
          store,
          auditStore: store,
          years: 5,
          now: at('2030-01-01T12:00:00'),
        });
        const isHeld = all.some((one) => speaksOf(one, question) && isOf(subject, one));
        if (isHeld) expect([name, plan.days[0]!.keptBy.length]).toEqual([name, 1]);
      }
    }),
  );
});
