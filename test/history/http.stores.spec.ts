import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { ledger } from '../support/ledger-cli';
import { startLiveLedger, storesOfThisRun, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toRegister } from '../support/requests';
import { spawnService, type SpawnedService } from '../support/spawned-service';

const id = (n: number): string => `c0ffee00-0000-4000-8000-${String(n).padStart(12, '0')}`;
const place = { patientId: person(1), careProviderId: 'SE165565594230-1A', careUnitId: 'SE165565594230-1AA' };

interface Documentation {
  readonly paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
  readonly components: { readonly schemas: Record<string, { properties: object }> };
}

describe.each(storesOfThisRun)('GET /v2/history, on %s', (kind) => {
  let live: LiveLedger;
  let without: SpawnedService;
  let elsewhere: SpawnedService;
  const ask = (url: string, assertionId: string) => fetch(`${url}/v2/history/${assertionId}`);

  beforeAll(async () => {
    live = await startLiveLedger(kind, { CALLER_RIGHTS: 'audit' });
    const { environment } = live;
    without = await spawnService({ ...environment, CALLER_RIGHTS: 'explain' });
    elsewhere = await spawnService({ ...environment, CALLER_CARE_PROVIDERS: 'SE165565594230-1B' });
    await call(
      live.service.url,
      'register-extended-consent',
      toRegister(id(1), place, { representedBy: person(2) }),
    );
    await call(live.service.url, 'cancel-extended-consent', toCancel(id(1)));
  });

  afterAll(async () => {
    await Promise.all([without.end('SIGTERM'), elsewhere.end('SIGTERM')]);
    await live.close();
  });

  it('answers what "ledger history" tells machines, and covers personal identities', async () => {
    const answer = await ask(live.service.url, id(1).toUpperCase());
    const body = (await answer.json()) as { events: { position: number }[] };
    const { records } = await ledger(['history', id(1), '--json'], { environment: live.environment });
    expect(answer.status).toBe(200);
    expect(body).toEqual({ assertionId: id(1), events: records() });
    expect(body.events).toMatchObject([{ event: 'ConsentRegistered' }, { event: 'ConsentCancelled' }]);
    expect(identitiesIn(JSON.stringify(body))).toEqual([]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-skltp-correlation-id')).toMatch(/^[\da-f-]{36}$/);
    expect(Number(answer.headers.get('x-ledger-position'))).toBeGreaterThanOrEqual(body.events[1]!.position);
  });

  it.each([
    ['a consent that there is not', id(2)],
    ['what is no id', 'c0ffee'],
    ['what may be a person', person(1).extension],
  ])('knows no history of %s', async (_what, assertionId) => {
    const answer = await ask(live.service.url, assertionId);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      expect.objectContaining({ code: 'unknown-consent', title: 'The consent does not exist.' }),
    ]);
  });

  it('is told to nobody without the right, whatever is asked for', async () => {
    for (const assertionId of [id(1), id(2)]) {
      const answer = await ask(without.url, assertionId);
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'right-missing' }]);
    }
  });

  it("tells nothing of other care providers' consents, not even that they are there", async () => {
    const answer = await ask(elsewhere.url, id(1));
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'unknown-consent' }]);
  });

  it('logs who asked, and nothing that was typed into the address', async () => {
    await ask(live.service.url, 'c0ffee-and-more');
    await (await fetch(`${live.service.url}/health/live`)).text();
    const lines = live.service.log.filter((line) => line.includes('/v2/history/:assertionId'));
    expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ contract: 'History', resultCode: 'OK', systemId: 'SE165565594230-1000' }),
    );
    expect(live.service.log.join('\n')).not.toContain('c0ffee-and-more');
  });

  it('is in the documentation, every field of it', async () => {
    const document = (await (await fetch(`${live.service.url}/docs-json`)).json()) as Documentation;
    const { events } = (await (await ask(live.service.url, id(1))).json()) as { events: object[] };
    expect(document.paths['/v2/history/{assertionId}']!.get.responses['200']!.content).toMatchObject({
      'application/json': { schema: { $ref: '#/components/schemas/HistoryResponse' } },
    });
    const documented = Object.keys(document.components.schemas.HistoryEventType!.properties);
    expect(events.flatMap(Object.keys).filter((name) => !documented.includes(name))).toEqual([]);
  });
});
