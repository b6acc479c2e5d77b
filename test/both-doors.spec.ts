import { join } from 'node:path';
import {
  cancelExtendedConsentExample,
  deleteExtendedConsentExample,
  registerExtendedConsentExample,
} from '#contracts';
import { EmbeddedEventStore } from '#event-store';
import { derivedId } from '#platform';
import { seedTable, type ContractTable } from '../apps/api/src/contracts/seed-table.cases';
import { bodyOf, type Body, type ContractCase, type History } from '../apps/api/src/contracts/given';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { say } from './support/say';
import { bareResponse, soapCall } from './support/soap-call';
import { envelope, escaped, messageOf, NotExpressible, soapContract } from './support/soap-message';
import { temporaryFolder, type TemporaryFolder } from './support/temporary-folder';

/** One ledger behind each door, and the same clock for both, so that whatever differs comes from a door. */
const NOON = Date.parse('2026-03-02T11:00:00Z');

const doors = ['json', 'soap'] as const;
type Door = (typeof doors)[number];

const folders = new Map<Door, TemporaryFolder>();
const services = new Map<Door, InProcessService>();

beforeAll(async () => {
  for (const door of doors) {
    folders.set(door, await temporaryFolder());
    services.set(door, await startInProcess({ DATA_DIR: folders.get(door)!.path }, () => NOON));
  }
});
afterAll(async () => {
  for (const service of services.values()) await service.close();
  for (const folder of folders.values()) await folder.remove();
});

const inKebabCase = (name: string): string => name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

/** The answer of a door as one text that says everything in the contract's response. */
const ask: Readonly<Record<Door, (contract: string, body: Body) => Promise<string>>> = {
  async json(contract, body) {
    const answer = await call(services.get('json')!.url, inKebabCase(contract), body);
    const { errors: _errors, cursor: _cursor, ...response } = answer.body as Body;
    return inXml(response);
  },
  async soap(contract, body) {
    const soap = soapContract(contract);
    const answer = await soapCall(services.get('soap')!.url, soap, envelope(messageOf(soap, body)));
    if (answer.status !== 200) throw new Error(answer.text);
    return bareResponse(answer);
  },
};

/** A JSON response as XML: an element per field, and one per item of a list. */
function inXml(value: unknown): string {
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .flatMap(([name, field]) =>
      (Array.isArray(field) ? field : [field]).map((one) => `<${name}>${inXml(one)}</${name}>`),
    )
    .join('');
}

const steps: Readonly<Record<History, readonly (readonly [contract: string, example: object])[]>> = {
  nothing: [],
  registered: [['RegisterExtendedConsent', registerExtendedConsentExample]],
  cancelled: [
    ['RegisterExtendedConsent', registerExtendedConsentExample],
    ['CancelExtendedConsent', cancelExtendedConsentExample],
  ],
  deleted: [
    ['RegisterExtendedConsent', registerExtendedConsentExample],
    ['DeleteExtendedConsent', deleteExtendedConsentExample],
  ],
};

/** Every case has a consent of its own, where it does not spoil the id itself. */
function bodyFor({ example }: ContractTable, one: Pick<ContractCase, 'name' | 'mutate'>): Body {
  const sent = bodyOf(example, one);
  const { assertionId } = example as Body;
  const own = derivedId(one.name, '5f0c7a52-6e0b-4c0e-9a52-0d3a3f1d6b9e');
  return assertionId !== undefined && sent.assertionId === assertionId ? { ...sent, assertionId: own } : sent;
}

async function answersOf(
  table: ContractTable,
  one: Pick<ContractCase, 'name' | 'mutate' | 'given'>,
): Promise<string[]> {
  const body = bodyFor(table, one);
  const answers: string[] = [];
  for (const door of doors) {
    for (const [contract, example] of steps[one.given]) {
      await ask[door](contract, { ...example, assertionId: body.assertionId });
    }
    answers.push(await ask[door](table.contract, body));
  }
  return answers;
}

const isExpressible = (table: ContractTable, one: ContractCase): boolean => {
  try {
    messageOf(soapContract(table.contract), bodyFor(table, one));
    return true;
  } catch (error) {
    if (error instanceof NotExpressible) return false;
    throw error;
  }
};

describe.each(seedTable)('Through both doors: $contract', (table) => {
  const expressible = table.cases.filter((one) => isExpressible(table, one));
  const others = table.cases.filter((one) => !expressible.includes(one));

  it.each(expressible)('$name', async (one) => {
    const [json, soap] = await answersOf(table, one);
    expect(soap).toBe(json);
    expect(soap).toContain(`<resultCode>${one.resultCode}</resultCode>`);
    expect(soap).toContain(`<resultText>${escaped(one.resultText(bodyFor(table, one)))}</resultText>`);
  });

  it.each(['nothing', 'registered', 'cancelled', 'deleted'] as const)(
    'the example, given: %s',
    async (given) => {
      const [json, soap] = await answersOf(table, {
        name: `${table.contract} ${given}`,
        mutate: () => undefined,
        given,
      });
      expect(soap).toBe(json);
      expect(soap).not.toContain('VALIDATION_ERROR');
    },
  );

  it('leaves out only what XML cannot say', () => {
    say(table.contract, {
      'cases through both doors': expressible.length,
      'not to be said in XML': others.length,
    });
    expect(others.length).toBeLessThan(table.cases.length / 4);
  });
});

/** Everything in a ledger but what differs from one process and one request to the next. */
async function ledgerOf(door: Door): Promise<unknown[]> {
  await services.get(door)!.close();
  services.delete(door);
  const store = await EmbeddedEventStore.open(join(folders.get(door)!.path, 'log'));
  const events: unknown[] = [];
  for await (const { type, stream, revision, data } of store.readAll())
    events.push({ type, stream, revision, data });
  await store.close();
  return events;
}

it('leaves the same behind in the ledger', async () => {
  const json = await ledgerOf('json');
  expect(json.length).toBeGreaterThan(30);
  expect(await ledgerOf('soap')).toEqual(json);
});
