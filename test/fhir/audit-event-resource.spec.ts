import { parseInstant } from '#consent';
import type { PlacedDecision } from '#audit';
import { detailNames } from '../../apps/api/src/fhir/audit-events/audit-event-details';
import { auditEventResource } from '../../apps/api/src/fhir/audit-events/audit-event-resource';
import { capabilityStatement } from '../../apps/api/src/fhir/capability-statement';
import { codeOf, pageAt, tableUnder } from '../support/pages';
import { profileFaults } from './audit-profile';
import { faultsOf } from './judge';

const page = pageAt('docs/fhir.md');

const decision: PlacedDecision['decision'] = {
  id: 'dec15100-0000-4000-8000-000000000001',
  decidedAt: parseInstant('2026-03-02T12:00:00.123Z'),
  position: 41,
  patient: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  employeeId: 'SE165565594230-1A2B',
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1001',
  result: 'OK',
  hasConsent: true,
  assertionType: 'Emergency',
  assertionId: '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de',
  callerId: 'SE165565594230-9001',
  originalConsumer: 'SE165565594230-9002',
  onBehalfOf: 'SE165565594230-9003',
  proof: { kind: 'certificate', issuer: 'an authority', subject: 'CN=journal', thumbprint: 'ab12' },
  correlationId: 'an exchange',
  door: 'soap',
};

const place = { day: 20_514, revision: 17, index: 0 };

it('has everything that a record has, and conforms', () => {
  const resource = auditEventResource({ place, decision });
  const written = JSON.parse(JSON.stringify(resource)) as typeof resource;
  expect([...faultsOf(written), ...profileFaults(written)]).toEqual([]);
  expect(written).toMatchObject({
    id: '2026-03-02.17.0',
    recorded: '2026-03-02T12:00:00.123Z',
    outcomeDesc: 'yes, in an emergency',
    purposeOfEvent: [{ coding: [{ code: 'ETREAT' }] }],
  });
  const [, { detail }] = written.entity as [object, { detail: { type: string; valueString: string }[] }];
  expect(detail.map(({ type }) => type)).toEqual(detailNames);
  expect(detail.map(({ valueString }) => valueString)).toEqual([
    ...[decision.id, '41', 'an exchange', 'soap', 'SE165565594230-9002', 'SE165565594230-9003'],
    ...['certificate', 'an authority', 'CN=journal', 'ab12'],
  ]);
});

it('leaves out what a caller left empty, and what a refusal does not have', () => {
  const { assertionId, assertionType, proof, onBehalfOf, ...denied } = decision;
  expect([assertionId, assertionType, proof, onBehalfOf]).not.toContain(undefined);
  const refused = { ...denied, hasConsent: false, result: 'ACCESSDENIED' as const, originalConsumer: '' };
  const resource = auditEventResource({ place, decision: { ...refused, denial: 'right' } });
  const written = JSON.parse(JSON.stringify(resource)) as typeof resource;
  expect([...faultsOf(written), ...profileFaults(written)]).toEqual([]);
  const [, { detail, what }] = written.entity as [object, { detail: { type: string }[]; what: object }];
  expect(detail.map(({ type }) => type)).toEqual(['record-id', 'position', 'correlation-id', 'door']);
  expect(what).toEqual({ type: 'Consent', display: 'No consent gave access.' });
});

it('the page has every element, every detail, and every parameter of the searches', () => {
  const columnOf = (heading: string) => tableUnder(heading, page).map(([name]) => codeOf(name));
  expect(columnOf('The record of a check as a resource').sort()).toEqual(
    Object.keys(auditEventResource({ place, decision })).sort(),
  );
  expect(columnOf('Its details')).toEqual(detailNames);
  const { rest } = capabilityStatement('') as unknown as {
    rest: { resource: { searchParam: { name: string }[] }[] }[];
  };
  for (const { name } of rest[0]!.resource.flatMap(({ searchParam }) => searchParam))
    expect(page.text).toContain(`| \`${name}\``);
});
