import { parseInstant } from '#consent';
import type { ExtendedAssertion } from '#read-models';
import { consentResource } from '../../apps/api/src/fhir/consents/consent-resource';
import { codeOf, pageAt, tableUnder } from '../support/pages';
import { faultsOf } from './judge';

const at = (text: string) => ({ at: parseInstant(text), sent: null });

const action = {
  requestDate: at('2026-03-02T07:58:00.000Z'),
  requestedBy: { employeeId: 'SE165565594230-100D' },
  registrationDate: at('2026-03-02T07:59:00.000Z'),
  registeredBy: { employeeId: 'SE165565594230-100N' },
};

const assertion = {
  assertionId: '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de',
  assertionType: 'Consent',
  scope: 'NationalLevel',
  patient: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1B0C',
  start: at('2026-03-02T08:00:00.000Z'),
  ownerId: 'SE165565594230-9001',
} as const;

type Changes = Partial<Omit<ExtendedAssertion, 'assertion'>> & {
  readonly assertion?: Partial<ExtendedAssertion['assertion']>;
};

const resourceOf = ({ assertion: changes, ...more }: Changes = {}) =>
  consentResource({
    assertion: { ...assertion, ...changes },
    registration: action,
    isInForce: true,
    ...more,
  });

/** As it is sent: what has no value is not there. */
const sent = (changes?: Changes) =>
  JSON.parse(JSON.stringify(resourceOf(changes))) as ReturnType<typeof consentResource>;

const hsaId = (value: string) => ({ system: 'urn:oid:1.2.752.129.2.1.4.1', value });
const ended = { isInForce: false };
const period = { start: '2026-03-02T08:00:00.000Z' };

it('a consent of the patient for everyone at a unit', () => {
  expect(sent()).toEqual({
    resourceType: 'Consent',
    id: assertion.assertionId,
    identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${assertion.assertionId}` }],
    status: 'active',
    scope: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/consentscope',
          code: 'patient-privacy',
          display: 'Privacy Consent',
        },
      ],
    },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }], text: 'Consent' }],
    patient: {
      type: 'Patient',
      identifier: { system: 'urn:oid:1.2.752.129.2.1.3.1', value: '191212121212' },
    },
    dateTime: '2026-03-02T07:58:00.000Z',
    performer: [
      {
        type: 'Patient',
        identifier: { system: 'urn:oid:1.2.752.129.2.1.3.1', value: '191212121212' },
      },
    ],
    organization: [{ type: 'Organization', identifier: hsaId('SE165565594230-1000') }],
    policyRule: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
          code: 'OPTINR',
          display: 'opt-in with restrictions',
        },
      ],
    },
    provision: {
      period,
      provision: [
        {
          type: 'permit',
          period,
          actor: [
            {
              role: {
                coding: [
                  {
                    system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
                    code: 'IRCP',
                    display: 'information recipient',
                  },
                ],
              },
              reference: { type: 'Organization', identifier: hsaId('SE165565594230-1B0C') },
            },
          ],
          action: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/consentaction',
                  code: 'access',
                  display: 'Access',
                },
              ],
            },
          ],
          purpose: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
              code: 'TREAT',
              display: 'treatment',
            },
          ],
        },
      ],
    },
  });
});

const rows: readonly [name: string, changes: Changes, path: string, value: unknown][] = [
  ['one in force', {}, 'status', 'active'],
  ['one that has expired', ended, 'status', 'inactive'],
  ['one that was cancelled', { ...ended, cancellation: action }, 'status', 'inactive'],
  ['one that was deleted', { ...ended, deletion: action }, 'status', 'entered-in-error'],
  ['one until further notice', {}, 'provision.provision.0.period', { start: '2026-03-02T08:00:00.000Z' }],
  [
    'one with an end',
    { assertion: { end: at('2026-03-09T22:59:59.000Z') } },
    'provision.provision.0.period',
    { start: '2026-03-02T08:00:00.000Z', end: '2026-03-09T22:59:59.000Z' },
  ],
  [
    'the frame of one with an end',
    { assertion: { end: at('2026-03-09T22:59:59.000Z') } },
    'provision.period',
    { start: '2026-03-02T08:00:00.000Z', end: '2026-03-09T22:59:59.000Z' },
  ],
  [
    'one for an employee: the actor',
    { assertion: { employeeId: 'SE165565594230-1A2B' } },
    'provision.provision.0.actor.0.reference',
    { reference: '#recipient', type: 'PractitionerRole' },
  ],
  [
    'one for an employee: at the unit alone',
    { assertion: { employeeId: 'SE165565594230-1A2B' } },
    'contained',
    [
      {
        resourceType: 'PractitionerRole',
        id: 'recipient',
        practitioner: { type: 'Practitioner', identifier: hsaId('SE165565594230-1A2B') },
        organization: { type: 'Organization', identifier: hsaId('SE165565594230-1B0C') },
      },
    ],
  ],
  [
    'one by a guardian',
    { representedBy: { root: '1.2.752.129.2.1.3.3', extension: '197010632391' } },
    'performer',
    [
      {
        type: 'RelatedPerson',
        identifier: { system: 'urn:oid:1.2.752.129.2.1.3.3', value: '197010632391' },
      },
    ],
  ],
  ['an emergency: nobody agreed', { assertion: { assertionType: 'Emergency' } }, 'performer', undefined],
  [
    'an emergency: the policy',
    { assertion: { assertionType: 'Emergency' } },
    'policyRule',
    { text: 'Access in an emergency, without the consent of the patient.' },
  ],
  [
    'an emergency: the category',
    { assertion: { assertionType: 'Emergency' } },
    'category.0.text',
    'Emergency',
  ],
  [
    'an emergency: the purpose',
    { assertion: { assertionType: 'Emergency' } },
    'provision.provision.0.purpose.0.code',
    'ETREAT',
  ],
  [
    'a national reserve id',
    { assertion: { patient: { root: '1.2.752.74.9.1', extension: '22950606FH20' } } },
    'patient.identifier',
    { system: 'urn:oid:1.2.752.74.9.1', value: '22950606FH20' },
  ],
];

it.each(rows)('%s', (_name, changes, path, value) => {
  const resource = sent(changes);
  const found = path.split('.').reduce<unknown>((node, name) => (node as never)[name], resource);
  expect(found).toEqual(value);
  expect(faultsOf(resource)).toEqual([]);
});

it.each([
  ['without a status', { status: undefined }],
  ['with a status that there is not', { status: 'cancelled' }],
  ['with an element that there is not', { cancelled: true }],
  ['with a time without an offset', { dateTime: '2026-03-02T07:58:00' }],
  ['without a policy', { policyRule: undefined }],
])('the judge refuses a consent %s', (_name, change) => {
  const wrong = JSON.parse(JSON.stringify({ ...resourceOf(), ...change })) as ReturnType<typeof resourceOf>;
  expect(faultsOf(wrong)).not.toEqual([]);
});

it('the page has every element that a consent can have, and no other', () => {
  const written = tableUnder('A consent as a resource', pageAt('docs/fhir.md')).map(([element]) =>
    codeOf(element),
  );
  const all = Object.keys(resourceOf({ assertion: { employeeId: 'SE165565594230-1A2B' } }));
  expect(written).toEqual(all);
});
