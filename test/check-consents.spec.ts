import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { parseLocalTime } from '#consent';
import { NO_POSITION } from '#event-store';
import { startRegistered } from './callers/registered-service';
import { keptDecisions } from './decisions/kept-decisions';
import { ProtocolServer } from './eventstoredb-protocol-server';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { person } from './support/people';
import { toCancel, toCheck, toRegister } from './support/requests';
import { seed } from './support/seed';
import { temporaryFolder } from './support/temporary-folder';

const NOON = parseLocalTime('2026-03-02T12:00:00')!;

const own = 'SE165565594230-1000';
const place = { patientId: person(1), careProviderId: own, careUnitId: 'SE165565594230-1001' };
const question = toCheck(place);

interface Single {
  readonly checkResult: { readonly result: { readonly resultCode: string }; readonly hasConsent: boolean };
}

const ask = async (url: string, questions: unknown, headers: Record<string, string> = {}) => {
  const answer = await call(url, 'check-consents', { questions }, headers);
  const { checkConsentsResult } = answer.body as {
    checkConsentsResult: { result: object; answers: Single[] };
  };
  return { ...answer, ...checkConsentsResult };
};

const positionIn = (headers: Headers): number => Number(headers.get('x-ledger-position') ?? NO_POSITION);

const employees = ['SE165565594230-1A2B', 'SE165565594230-1a2b', 'SE165565594230-9Z9Z'];
const goodQuestions = fc
  .record({
    patientId: fc.integer({ min: 0, max: 4 }).map(person),
    careProviderId: fc.constantFrom(own, own.toLowerCase(), 'SE165565594230-2000'),
    careUnitId: fc.constantFrom(place.careUnitId, 'SE165565594230-1002'),
    employeeId: fc.constantFrom(...employees),
  })
  .map(({ employeeId, ...at }) => toCheck(at, employeeId));

const junk = fc.oneof(
  fc.constantFrom(null, '', 7, true, [], {}, [question], 'x'.repeat(40), '\u0000', { root: 1 }),
  fc.string(),
);

/** A question in which something is not as it should be; now and then it still is. */
const spoiled = fc
  .tuple(
    goodQuestions,
    fc.constantFrom(
      'patientId',
      'accessingActor',
      'patientId.extension',
      'accessingActor.careUnitId',
      'more',
    ),
    junk,
  )
  .map(([good, path, value]): unknown => {
    const [part, element] = path.split('.') as [keyof typeof good, string?];
    return { ...good, [part]: element === undefined ? value : { ...good[part], [element]: value } };
  });

const questionLists = fc.array(fc.oneof({ weight: 3, arbitrary: goodQuestions }, spoiled, junk), {
  minLength: 1,
  maxLength: 60,
});

async function registerSome(url: string): Promise<void> {
  const until = { startDate: '2025-01-01T00:00:00', endDate: '2025-02-01T00:00:00' };
  const ids = [0, 1, 2, 3].map(() => randomUUID());
  await call(url, 'register-extended-consent', toRegister(ids[0]!, place));
  await call(url, 'register-extended-consent', {
    ...toRegister(ids[1]!, { ...place, patientId: person(2) }),
    employeeId: employees[0],
    assertionType: 'Emergency',
  });
  await call(
    url,
    'register-extended-consent',
    toRegister(ids[2]!, { ...place, patientId: person(3) }, until),
  );
  await call(url, 'register-extended-consent', toRegister(ids[3]!, { ...place, patientId: person(4) }));
  await call(url, 'cancel-extended-consent', toCancel(ids[3]!));
}

describe('the answers', () => {
  it('are those of single checks, and so are their records', async () => {
    const folder = await temporaryFolder();
    const settings = { DATA_DIR: folder.path, CALLER_CARE_PROVIDERS: own };
    const service = await startInProcess(settings, () => NOON);
    const { url } = service;
    await registerSome(url);
    const codes = new Set<string>();
    let yes = 0;
    const isAsSingle = async (questions: unknown[]): Promise<void> => {
      const correlated = { 'x-skltp-correlation-id': randomUUID() };
      const { answers, status, result } = await ask(url, questions, correlated);
      const singles: unknown[] = [];
      for (const one of questions) singles.push((await call(url, 'check-consent', one, correlated)).body);
      expect({ status, result, answers }).toEqual({
        status: 200,
        result: { resultCode: 'OK' },
        answers: singles,
      });
      for (const { checkResult } of answers) codes.add(checkResult.result.resultCode);
      yes += answers.filter(({ checkResult }) => checkResult.hasConsent).length;
    };
    await fc.assert(fc.asyncProperty(questionLists, isAsSingle), {
      seed,
      numRuns: 25,
      examples: [[[question, toCheck({ ...place, careProviderId: 'SE165565594230-2000' }), null]]],
    });
    expect([...codes].sort()).toEqual(['ACCESSDENIED', 'OK', 'VALIDATION_ERROR']);
    expect(yes).toBeGreaterThan(0);
    await service.close();
    await expectSameRecords(folder.path);
    await folder.remove();
  });
});

/** Every list was asked at once and then one by one, under one correlation id: each decision is there twice, but for its own id. */
async function expectSameRecords(folder: string): Promise<void> {
  const decisions = await keptDecisions({ folder });
  expect(decisions.length).toBeGreaterThan(100);
  expect(new Set(decisions.map(({ id }) => id)).size).toBe(decisions.length);
  const times = new Map<string, number>();
  for (const decision of decisions) {
    const content = JSON.stringify({ ...decision, id: '' });
    times.set(content, (times.get(content) ?? 0) + 1);
  }
  expect([...times].filter(([, count]) => count % 2 !== 0)).toEqual([]);
}

describe('against a service', () => {
  let service: InProcessService;
  beforeAll(async () => void (service = await startInProcess()));
  afterAll(() => service.close());

  it('a thousand are answered, a thousand and one are refused whole', async () => {
    const thousand = Array.from({ length: 1000 }, () => question);
    expect((await ask(service.url, thousand)).answers).toHaveLength(1000);
    const { status, body } = await call(service.url, 'check-consents', {
      questions: [...thousand, question],
    });
    expect([status, body]).toEqual([
      400,
      refusal('Valideringsfel: questions måste vara en lista med 1–1000 frågor'),
    ]);
  });

  it('a thousand of the longest are no body that is too large', async () => {
    const longest = 'å'.repeat(32);
    const at = { careProviderId: longest, careUnitId: longest };
    const one = { accessingActor: { employeeId: longest, ...at }, patientId: person(1) };
    const questions = Array.from({ length: 1000 }, () => one);
    const response = await fetch(`${service.url}/v2/check-consents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ questions }, null, 4),
    });
    expect(response.status).toBe(200);
  });

  it.each([
    ['an empty list', { questions: [] }, 'Valideringsfel: questions måste vara en lista med 1–1000 frågor'],
    ['no list', { questions: question }, 'Valideringsfel: questions måste vara en lista med 1–1000 frågor'],
    ['a text', { questions: 'x' }, 'Valideringsfel: questions måste vara en lista med 1–1000 frågor'],
    ['nothing', {}, 'Valideringsfel: questions är obligatoriskt.'],
    ['null', { questions: null }, 'Valideringsfel: questions är obligatoriskt.'],
  ])('%s is refused', async (_what, body, text) => {
    expect(await call(service.url, 'check-consents', body)).toMatchObject({
      status: 400,
      body: refusal(text),
    });
  });

  it('an unknown element beside the questions is refused, and nothing is answered', async () => {
    const { status, body } = await call(service.url, 'check-consents', { questions: [question], more: 1 });
    const text = 'Valideringsfel: okänt element more';
    expect([status, body]).toEqual([400, { ...refusal(text), errors: [{ element: 'more', message: text }] }]);
  });

  it('all are answered at one position, and none later than what was acknowledged before', async () => {
    const here = { ...place, patientId: person(77) };
    const questions = Array.from({ length: 100 }, () => toCheck(here));
    let isAcknowledged = false;
    let lastId = '';
    for (let round = 0; round < 12; round++) {
      const id = randomUUID();
      const change = isAcknowledged
        ? call(service.url, 'cancel-extended-consent', toCancel(lastId))
        : call(service.url, 'register-extended-consent', toRegister(id, here));
      const meanwhile = ask(service.url, questions);
      const { headers } = await change;
      if (!isAcknowledged) lastId = id;
      isAcknowledged = !isAcknowledged;
      const after = await ask(service.url, questions);
      expect(new Set((await meanwhile).answers.map(({ checkResult }) => checkResult.hasConsent)).size).toBe(
        1,
      );
      expect(new Set(after.answers.map(({ checkResult }) => checkResult.hasConsent))).toEqual(
        new Set([isAcknowledged]),
      );
      expect(positionIn(after.headers)).toBeGreaterThanOrEqual(positionIn(headers));
    }
  });
});

const refusal = (resultText: string) => ({
  checkConsentsResult: { result: { resultCode: 'VALIDATION_ERROR', resultText }, answers: [] },
  errors: [{ element: 'questions', message: resultText }],
});

it('is used by those who may use CheckConsent, and denies the others question by question', async () => {
  const service = await startRegistered([
    { clientId: 'checks-only', contracts: ['CheckConsent'] },
    { clientId: 'no-checks', rights: ['read', 'write'] },
  ]);
  const answersTo = async (clientId: string) => {
    const { status, body } = await service.call(clientId, 'check-consents', { questions: [question, {}] });
    const { answers } = (body as { checkConsentsResult: { answers: Single[] } }).checkConsentsResult;
    return [status, ...answers.map(({ checkResult }) => checkResult.result.resultCode)];
  };
  expect(await answersTo('checks-only')).toEqual([200, 'OK', 'VALIDATION_ERROR']);
  expect(await answersTo('no-checks')).toEqual([200, 'ACCESSDENIED', 'ACCESSDENIED']);
  await service.close();
});

it('answers nothing when the ledger cannot be reached', async () => {
  const folder = await temporaryFolder();
  const server = await ProtocolServer.start();
  const settings = { DATA_DIR: folder.path, EVENT_STORE_URL: server.url };
  const service = await startInProcess({ ...settings, READ_DEADLINE_MS: '5000' });
  while ((await ask(service.url, [question])).status === 503);
  server.die();
  const { status, body } = await call(service.url, 'check-consents', { questions: [question, {}] });
  expect([status, body]).toEqual([
    503,
    expect.not.objectContaining({ checkConsentsResult: expect.anything() as object }),
  ]);
  await service.close();
  await folder.remove();
});
