import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import {
  Body,
  Controller,
  Module,
  Post,
  UnauthorizedException,
  UseGuards,
  type DynamicModule,
  type INestApplication,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ConsentClient, ConsentSnapshot, type Question } from '#client';
import { ConsentClientModule, ConsentGuard, RequireConsent } from '#client/nest';
import { answering, faults, FaultyProxy } from '../support/faulty-proxy';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { action, toCheck } from '../support/requests';
import { keysOf } from '../snapshots/snapshots';

const at = (number: number) => ({
  patientId: person(number),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
});
const toRegister = (number: number) => ({
  assertionId: randomUUID(),
  assertionType: 'Consent' as const,
  scope: 'NationalLevel' as const,
  ...at(number),
  registrationAction: action,
});

interface Reading {
  readonly body: { readonly question?: Question; readonly mistake?: string };
}

const questionIn = ({ body: { question, mistake } }: Reading): Question => {
  if (mistake === 'thrown') throw new TypeError(`No session of ${person(1).extension}`);
  if (mistake === 'signed-out') throw new UnauthorizedException();
  return question!;
};

let opened = 0;

@Controller()
class Records {
  constructor(private readonly consents: ConsentClient) {}

  @Post('record')
  @RequireConsent(questionIn)
  record(): string {
    opened += 1;
    return 'the record';
  }

  @Post('later')
  @RequireConsent(async (request: Reading) => Promise.resolve(questionIn(request)))
  later(): string {
    opened += 1;
    return 'the record';
  }

  @Post('unmarked')
  @UseGuards(ConsentGuard)
  unmarked(): string {
    opened += 1;
    return 'the record';
  }

  @Post('register-and-check')
  async registerAndCheck(@Body() { number }: { readonly number: number }): Promise<unknown> {
    await this.consents.registerExtendedConsent(toRegister(number));
    return this.consents.checkConsent(toCheck(at(number)));
  }
}

@Controller('all')
@RequireConsent(questionIn)
class AllRecords {
  @Post('record')
  record(): string {
    opened += 1;
    return 'the record';
  }
}

@Module({ controllers: [Records, AllRecords] })
class App {
  static with(client: DynamicModule): DynamicModule {
    return { module: App, imports: [client] };
  }
}

let service: InProcessService;
let proxy: FaultyProxy;
let app: INestApplication;
let url: string;

const options = () => ({
  url: proxy.url,
  timeoutMs: 50_000,
  attemptTimeoutMs: 50_000,
  retry: { attempts: 1 },
});

async function start(client: DynamicModule): Promise<void> {
  app = await NestFactory.create(App.with(client), new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
}

beforeAll(async () => {
  service = await startInProcess();
  proxy = await FaultyProxy.before(service.url);
});
beforeEach(() => {
  [opened, proxy.next, proxy.seen.length] = [0, [], 0];
});
afterEach(() => app.close());
afterAll(async () => {
  await proxy.close();
  await service.close();
});

async function post(path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

const codeOf = ({ text }: { readonly text: string }): unknown => (JSON.parse(text) as { code: unknown }).code;

describe('a guarded route', () => {
  beforeEach(async () => start(ConsentClientModule.forRoot(options())));

  it.each(['record', 'later', 'all/record'])('/%s opens after a yes alone', async (path) => {
    const question = toCheck(at(1));
    const other = toCheck(at(2));
    const api = app.get(ConsentClient);
    await api.registerExtendedConsent(toRegister(1));
    expect(await post(path, { question })).toMatchObject({ status: 201, text: 'the record' });
    expect(opened).toBe(1);
    const closed = await post(path, { question: other });
    expect([closed.status, closed.type, codeOf(closed)]).toEqual([
      403,
      expect.stringMatching(/^application\/problem\+json/),
      'no-consent',
    ]);
    expect(opened).toBe(1);
  });

  const yes = JSON.stringify({ checkResult: { result: { resultCode: 'OK' }, hasConsent: true } });
  it.each([
    ['the service cannot answer', answering(503, '{}')],
    ['the connection breaks', faults.broken],
    ['the answer is cut off', faults.cutAnswer],
    ['somebody else answers', answering(200, '<p>true</p>', { 'content-type': 'text/html' })],
    ['the yes is a text', answering(200, yes.replace('true', '"true"'))],
    ['the system may not call', answering(401, '{}')],
    ['the service fails', answering(500, yes)],
  ])('is closed with 503 when %s', async (_what, fault) => {
    proxy.next = [fault];
    const closed = await post('record', { question: toCheck(at(1)) });
    expect([closed.status, codeOf(closed), opened]).toEqual([503, 'no-answer', 0]);
  });

  it.each([
    [
      'its question is refused',
      { question: toCheck({ ...at(1), patientId: { root: '1', extension: '2' } }) },
      'question-refused',
    ],
    ['nothing is asked', {}, 'not-asked'],
    ['the question cannot be made', { mistake: 'thrown' }, 'not-asked'],
  ])('is closed with 403 when %s', async (_what, body, code) => {
    const closed = await post('record', body);
    expect([closed.status, codeOf(closed), opened]).toEqual([403, code, 0]);
    expect(closed.text).not.toContain(person(1).extension);
  });

  it('is closed with the answer of its application, where that throws one', async () => {
    expect(await post('record', { mistake: 'signed-out' })).toMatchObject({ status: 401 });
    expect(opened).toBe(0);
  });

  it('is closed when nobody says what to ask', async () => {
    expect(codeOf(await post('unmarked', { question: toCheck(at(1)) }))).toBe('not-asked');
    expect(opened).toBe(0);
  });
});

it('a guarded route with a snapshot opens offline after a yes of it alone', async () => {
  const { careProviderId } = at(3);
  const keys = await keysOf(service.dataDirectory);
  const snapshot = await ConsentSnapshot.open({ careProviderId, keys });
  await start(ConsentClientModule.forRoot({ ...options(), offline: [snapshot] }));
  const api = app.get(ConsentClient);
  await api.registerExtendedConsent(toRegister(3));
  await snapshot.refresh(api);
  proxy.next = [faults.broken, faults.broken, faults.broken];
  const asked = async (number: number) => post('record', { question: toCheck(at(number)) });
  expect((await asked(3)).status).toBe(201);
  expect(codeOf(await asked(4))).toBe('no-consent');
  await snapshot.close();
  expect(codeOf(await asked(3))).toBe('no-answer');
});

describe('a request', () => {
  const seen = (name: string) => proxy.seen.map(({ headers }) => headers[name]);

  it('passes on its correlation id, and the position of what it changed', async () => {
    await start(ConsentClientModule.forRoot(options()));
    const headers = { 'x-skltp-correlation-id': 'visit-1' };
    const { text } = await post('register-and-check', { number: 3 }, headers);
    const { position } = JSON.parse(text) as { position: number };
    expect(seen('x-skltp-correlation-id')).toEqual(['visit-1', 'visit-1']);
    expect(seen('x-ledger-min-position')).toEqual([undefined, String(position)]);
  });

  const consumer = { 'x-rivta-original-serviceconsumer-hsaid': 'SE165565594230-EHR' };

  it('cannot choose the system where it began', async () => {
    await start(ConsentClientModule.forRoot({ ...options(), originalConsumer: 'SE165565594230-OWN' }));
    await post('record', { question: toCheck(at(4)) }, consumer);
    expect(seen('x-rivta-original-serviceconsumer-hsaid')).toEqual(['SE165565594230-OWN']);
  });

  it('passes that system on, where its application says so', async () => {
    const useFactory = async (made: ReturnType<typeof options>) => ({
      ...made,
      passOnOriginalConsumer: true,
    });
    const made = {
      module: class Made {},
      providers: [{ provide: 'made', useFactory: options }],
      exports: ['made'],
    };
    await start(ConsentClientModule.forRootAsync({ imports: [made], inject: ['made'], useFactory }));
    await post('record', { question: toCheck(at(4)) }, consumer);
    expect(seen('x-rivta-original-serviceconsumer-hsaid')).toEqual(['SE165565594230-EHR']);
  });
});
