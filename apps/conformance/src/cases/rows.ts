import {
  cancelExtendedConsentRows,
  checkConsentRows,
  deleteExtendedConsentRows,
  endConsentByPatientRows,
  getAllExtendedConsentsForPatientRows,
  getConsentsForCareProviderRows,
  getConsentsForPatientRows,
  getExtendedConsentsForPatientRows,
  registerExtendedConsentRows,
  type Body as MutableBody,
  type Bullet,
  type History,
  type HistoryBullet,
  type Mutation,
  type Rows,
} from '#response-codes';
import { kitContract, type KitContract } from '../contracts';
import type { ConformanceCase, Source, Step } from './conformance-case';
import { refused } from './expectations';
import type { Scene } from './scene';
import { cancel, register, remove } from './steps';

const tables: readonly Rows[] = [
  registerExtendedConsentRows,
  checkConsentRows,
  cancelExtendedConsentRows,
  deleteExtendedConsentRows,
  endConsentByPatientRows,
  getConsentsForPatientRows,
  getExtendedConsentsForPatientRows,
  getAllExtendedConsentsForPatientRows,
  getConsentsForCareProviderRows,
];

/** The contract's example, with the ids and units of the scene, and then changed. */
function exampleIn({ example }: KitContract, scene: Scene, mutate: Mutation): MutableBody {
  const body = structuredClone(example) as MutableBody;
  const own: MutableBody = { ...scene, assertionId: scene.consent };
  replaceMembers(body, own);
  mutate(body);
  return body;
}

const REPLACED = ['assertionId', 'careProviderId', 'careUnitId', 'employeeId'];

/** Wherever they are in it. An assignment is one of the scene's care provider, too. */
function replaceMembers(body: MutableBody, own: MutableBody): void {
  for (const [name, value] of Object.entries(body)) {
    if (REPLACED.includes(name)) body[name] = own[name];
    else if (name === 'assignmentId') body[name] = own['careUnitId'];
    else if (typeof value === 'object' && value !== null) replaceMembers(value as MutableBody, own);
  }
}

const sourceOf = ({ contract, isInTable }: Rows, bullet: string): Source => ({
  kind: isInTable ? 'row' : 'neighbour',
  row: `${contract}: ${bullet}`,
});

/** Every way to break a row is one step; all rows with the same id are one case. */
function validationCases(rows: Rows): ConformanceCase[] {
  const contract = kitContract(rows.contract);
  const ids = [...new Set(rows.bullets.map(({ id }) => id))];
  const grouped = ids.map((id) => ({ id, bullets: rows.bullets.filter((bullet) => bullet.id === id) }));
  return grouped.map(({ id, bullets }) => ({
    id: `${contract.prefix}.${id}`,
    contract: contract.name,
    rule: `${ruleOf(id)} is answered VALIDATION_ERROR.`,
    source: sourceOf(rows, bullets[0]!.bullet),
    given: [],
    when: bullets.flatMap((bullet) => stepsOfBullet(contract, bullet)),
    afterwards: contract.name === 'RegisterExtendedConsent' ? [nothingRegistered] : [],
  }));
}

const faultWords: Readonly<Record<string, string>> = {
  missing: 'without a value',
  invalid: 'without a value, or with one that is not allowed,',
  malformed: 'of a wrong form',
  'too-long': 'that is too long',
  unknown: 'of an unknown kind',
  'kinds-mixed': 'of another kind than its root says',
  reversed: 'that ends before it begins',
};

/** `patientId.root.missing`: patientId.root without a value. */
function ruleOf(id: string): string {
  const end = id.lastIndexOf('.');
  const element = id.slice(0, end);
  return `${element === 'span' ? 'A span' : element} ${faultWords[id.slice(end + 1)]}`;
}

const stepsOfBullet = (contract: KitContract, { ways, text }: Bullet): readonly Step[] =>
  Object.entries(ways).map(([way, mutate]) => ({
    contract: contract.name,
    what: way,
    request: (scene) => exampleIn(contract, scene, mutate),
    expect: refused('VALIDATION_ERROR', text),
  }));

const nothingRegistered = remove({}, { what: 'what was refused', expect: refused('NOTFOUND') });

const histories: Readonly<Record<History, readonly Step[]>> = {
  nothing: [],
  registered: [register()],
  cancelled: [register(), cancel()],
  deleted: [register(), remove()],
};

const historyCase = (rows: Rows, { id, bullet, given, resultCode, text }: HistoryBullet): ConformanceCase => {
  const contract = kitContract(rows.contract);
  return {
    id: `${contract.prefix}.${id}`,
    contract: contract.name,
    rule: historyRules[id]!,
    source: sourceOf(rows, bullet),
    given: histories[given],
    when: [
      {
        contract: contract.name,
        what: id,
        request: (scene) => exampleIn(contract, scene, () => undefined),
        expect: refused(resultCode, ({ consent }) => text(consent)),
      },
    ],
    afterwards: [],
  };
};

const historyRules: Readonly<Record<string, string>> = {
  'already-exists': 'An assertionId that is registered already is ALREADYEXISTS.',
  unknown: 'A consent that was never registered is NOTFOUND.',
  'already-cancelled': 'A consent that is cancelled already is INVALIDSTATE.',
  'already-deleted': 'A consent that is deleted already is INVALIDSTATE.',
};

/** A case for each row of the table of response codes. */
export const rowCases: readonly ConformanceCase[] = tables.flatMap((rows) => [
  ...validationCases(rows),
  ...rows.historyBullets.map((bullet) => historyCase(rows, bullet)),
]);
