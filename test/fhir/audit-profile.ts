import type { Resource } from './judge';

interface Coded {
  readonly system?: string;
  readonly code?: string;
}

interface Agent {
  readonly type?: { readonly coding: readonly Coded[] };
  readonly who?: object;
  readonly requestor: boolean;
  readonly network?: object;
  readonly [element: string]: unknown;
}

interface Entity {
  readonly type?: Coded;
  readonly role?: Coded;
  readonly what?: { readonly type?: string };
}

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM';
const BALP = 'https://profiles.ihe.net/ITI/BALP';

/** The agents that the profile demands, each once, whether it asked, and what it must not have. */
const agents = {
  [`${DICOM}|110150`]: {
    isRequestor: false,
    demanded: ['who', 'network'],
    forbidden: ['role', 'purposeOfUse'],
  },
  [`${TERMINOLOGY}/v3-ParticipationType|IRCP`]: {
    isRequestor: true,
    demanded: ['who'],
    forbidden: ['network'],
  },
  [`${TERMINOLOGY}/v3-RoleClass|PROV`]: {
    isRequestor: false,
    demanded: ['who'],
    forbidden: ['network', 'role'],
  },
  [`${TERMINOLOGY}/extra-security-role-type|authserver`]: {
    isRequestor: false,
    demanded: ['who'],
    forbidden: ['network', 'role', 'purposeOfUse'],
  },
};

/** No agent of the profile may have these. */
const never = ['altId', 'location', 'media'];

const keyOf = ({ system, code }: Coded = {}): string => `${system}|${code}`;

function agentFaults(all: readonly Agent[]): string[] {
  return Object.entries(agents).flatMap(([type, { isRequestor, demanded, forbidden }]) => {
    const [agent, ...others] = all.filter((one) => keyOf(one.type?.coding[0]) === type);
    if (!agent || others.length > 0) return [`There must be one agent ${type}.`];
    return [
      ...(agent.requestor === isRequestor ? [] : [`${type} has a wrong requestor.`]),
      ...demanded.filter((name) => !(name in agent)).map((name) => `${type} has no ${name}.`),
      ...[...forbidden, ...never].filter((name) => name in agent).map((name) => `${type} has ${name}.`),
    ];
  });
}

/** A patient, and at least one consent; nothing else may be there but a token. */
function entityFaults(all: readonly Entity[]): string[] {
  const ofType = (type: string) => all.filter((entity) => keyOf(entity.type) === type);
  const patients = ofType(`${TERMINOLOGY}/audit-entity-type|1`);
  const consents = ofType('http://hl7.org/fhir/resource-types|Consent');
  const demands: Readonly<Record<string, boolean>> = {
    'There must be one patient.': patients.length === 1 && patients.every(isPatient),
    'There must be a consent.': consents.length > 0 && consents.every(({ what }) => what !== undefined),
    'There are other entities.': patients.length + consents.length === all.length,
  };
  return unmet(demands);
}

const isPatient = ({ what, role }: Entity): boolean =>
  what?.type === 'Patient' && keyOf(role) === `${TERMINOLOGY}/object-role|1`;

const unmet = (demands: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(demands).flatMap(([name, isMet]) => (isMet ? [] : [name]));

/** What is wrong with an AuditEvent by IHE's profile AuthZconsent (Basic Audit Log Patterns 1.1), beside what R4 itself demands. */
export function profileFaults(resource: Resource): readonly string[] {
  const { meta, type, subtype, action, outcome, agent, source, entity, modifierExtension } =
    resource as unknown as {
      meta?: { profile: string[] };
      type: Coded;
      subtype: Coded[];
      action: string;
      outcome?: string;
      agent: Agent[];
      source: { observer: object };
      entity: Entity[];
      modifierExtension?: unknown;
    };
  const authorizer = agent.find((one) => keyOf(one.type?.coding[0]).endsWith('|authserver'));
  const demands: Readonly<Record<string, boolean>> = {
    'meta.profile':
      meta?.profile.includes(`${BALP}/StructureDefinition/IHE.BasicAudit.AuthZconsent`) === true,
    modifierExtension: modifierExtension === undefined,
    type: keyOf(type) === `${DICOM}|110113`,
    subtype: keyOf(subtype[0]) === `${BALP}/CodeSystem/AuthZsubType|AuthZ-Consent`,
    action: action === 'E',
    outcome: outcome !== undefined,
    'val-audit-source': JSON.stringify(source.observer) === JSON.stringify(authorizer?.who),
  };
  return [...unmet(demands), ...agentFaults(agent), ...entityFaults(entity)];
}
