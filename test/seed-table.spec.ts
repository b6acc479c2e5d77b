import {
  cancelExtendedConsentExample,
  deleteExtendedConsentExample,
  registerExtendedConsentExample,
} from '#contracts';
import { seedTable } from '../apps/api/src/contracts/seed-table.cases';
import { bodyOf, type History } from '../apps/api/src/contracts/given';
import { httpStatusOf } from '../apps/api/src/contract/error-table';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';

/** What makes each history, as requests. */
const histories: Readonly<Record<History, readonly (readonly [contract: string, example: object])[]>> = {
  nothing: [],
  registered: [['register-extended-consent', registerExtendedConsentExample]],
  cancelled: [
    ['register-extended-consent', registerExtendedConsentExample],
    ['cancel-extended-consent', cancelExtendedConsentExample],
  ],
  deleted: [
    ['register-extended-consent', registerExtendedConsentExample],
    ['delete-extended-consent', deleteExtendedConsentExample],
  ],
};

const inKebabCase = (name: string): string => name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

interface Answered {
  readonly result: { readonly resultCode: string; readonly resultText?: string };
  readonly [rest: string]: unknown;
}

/** The result object, wherever the contract's response has it. */
const resultIn = (body: object): Answered['result'] =>
  'result' in body ? (body as Answered).result : (Object.values(body)[0] as Answered).result;

const services = new Map<History, InProcessService>();

/** Every history has a service of its own; what is refused leaves no trace in it. */
beforeAll(async () => {
  for (const history of Object.keys(histories) as History[]) services.set(history, await startInProcess());
});
afterAll(() => Promise.all([...services.values()].map((service) => service.close())));

async function prepare(history: History, assertionId: unknown): Promise<void> {
  for (const [contract, example] of histories[history]) {
    await call(services.get(history)!.url, contract, { ...example, assertionId });
  }
}

describe.each(seedTable)('Through the JSON door: $contract', ({ contract, example, cases }) => {
  it.each(cases)('$name', async (one) => {
    const body = bodyOf(example, one);
    await prepare(one.given, body.assertionId);
    const answer = await call(services.get(one.given)!.url, inKebabCase(contract), body);
    expect(resultIn(answer.body as object)).toEqual({
      resultCode: one.resultCode,
      resultText: one.resultText(body),
    });
    expect(answer.status).toBe(httpStatusOf[one.resultCode]);
  });
});

it('tells every fault by its element too', async () => {
  for (const { contract, example, cases } of seedTable) {
    for (const one of cases.filter(({ resultCode }) => resultCode === 'VALIDATION_ERROR')) {
      const body = bodyOf(example, one);
      const answer = await call(services.get('nothing')!.url, inKebabCase(contract), body);
      const { errors } = answer.body as { errors: { element: string; message: string }[] };
      expect(errors.map(({ message }) => message).join('; ')).toBe(one.resultText(body));
    }
  }
});
