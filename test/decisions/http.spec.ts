import { randomUUID } from 'node:crypto';
import { encodeSearchCursor } from '#audit';
import { parseLocalTime } from '#consent';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';

const [careProviderId, otherProviderId] = ['SE165565594230-1A', 'SE165565594230-1B'];
const place = { patientId: person(1), careProviderId, careUnitId: `${careProviderId}A` };
const otherPlace = {
  patientId: person(2),
  careProviderId: otherProviderId,
  careUnitId: `${otherProviderId}A`,
};
const CHECKS = 450;

let now = parseLocalTime('2026-03-02T12:00:00')!;
let service: InProcessService;

interface Found {
  readonly result: { resultCode: string; resultText?: string };
  readonly decisions: readonly Record<string, unknown>[];
  readonly cursor?: string;
}

async function get(query: Record<string, string> = {}, url = service.url) {
  const response = await fetch(`${url}/v2/decisions?${new URLSearchParams(query).toString()}`);
  return { status: response.status, text: await response.text() };
}

const found = (text: string): Found => (JSON.parse(text) as { decisionsResult: Found }).decisionsResult;

async function all(query: Record<string, string>): Promise<readonly Record<string, unknown>[]> {
  const decisions: Record<string, unknown>[] = [];
  let cursor: string | undefined;
  do {
    const page = found((await get({ ...query, ...(cursor && { cursor }) })).text);
    expect(page.result).toEqual({ resultCode: 'OK' });
    decisions.push(...page.decisions);
    cursor = page.cursor;
  } while (cursor);
  return decisions;
}

beforeAll(async () => {
  service = await startInProcess({ CALLER_RIGHTS: 'audit', DECISION_LOG: 'buffered' }, () => now);
  await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
  const checks = Array.from({ length: CHECKS }, (_, n) => toCheck(n % 3 === 0 ? otherPlace : place));
  await Promise.all(checks.map((check) => call(service.url, 'check-consent', check)));
  while ((await all({})).length < CHECKS) await new Promise((resolve) => setTimeout(resolve, 20));
});
afterAll(() => service.close());

it('answers nobody without the right to audit', async () => {
  const without = await startInProcess({ CALLER_RIGHTS: 'explain' });
  const byAddress = await get({}, without.url);
  const byBody = await call(without.url, 'decisions', {});
  await without.close();
  expect([byAddress.status, byBody.status]).toEqual([403, 403]);
  expect([JSON.parse(byAddress.text), byBody.body]).toMatchObject([
    { code: 'right-missing' },
    { code: 'right-missing' },
  ]);
});

it('answers page by page, each decision once, the newest first or the oldest', async () => {
  const decisions = await all({});
  expect(new Set(decisions.map(({ id }) => id)).size).toBe(CHECKS);
  expect(await all({ oldestFirst: 'true' })).toEqual([...decisions].reverse());
  expect(found((await get()).text).decisions).toHaveLength(200);
});

it('finds by what is no identity in the address', async () => {
  expect(await all({ hasConsent: 'true' })).toHaveLength(300);
  expect(await all({ hasConsent: 'false' })).toHaveLength(150);
  expect(await all({ careUnitId: otherPlace.careUnitId })).toHaveLength(150);
  expect(await all({ to: '2026-03-02T12:00:00' })).toEqual([]);
  expect(await all({ from: '2026-03-02T12:00:00', to: '2026-03-02T12:00:01' })).toHaveLength(CHECKS);
});

it('looks no further than decisions can have been made, page by page', async () => {
  const asked = { from: '1900-01-01T00:00:00', to: '9999-12-31T00:00:00' };
  const begun = process.cpuUsage();
  expect(await all(asked)).toHaveLength(CHECKS);
  expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(5000);
  expect(await all({ ...asked, oldestFirst: 'true' })).toHaveLength(CHECKS);
  expect(await all({ to: '1900-01-01T00:00:00' })).toEqual([]);
});

it('finds by patient in a body, and covers the identity in its answer', async () => {
  const answer = await call(service.url, 'decisions', { patientId: otherPlace.patientId });
  const text = JSON.stringify(answer.body);
  expect(found(text).decisions).toHaveLength(150);
  expect(identitiesIn(text)).toEqual([]);
});

it('goes on with the same search, whatever was decided meanwhile', async () => {
  const first = found((await get()).text);
  now += 1000;
  await call(service.url, 'check-consent', toCheck(place));
  const second = found((await get({ cursor: first.cursor! })).text);
  expect(second.decisions).toHaveLength(200);
  const seen = new Set([...first.decisions, ...second.decisions].map(({ id }) => id));
  expect(seen.size).toBe(400);
});

it.each([
  ['far ahead', 'oldest-first', { from: Date.parse('5000-01-01'), before: Number.MAX_SAFE_INTEGER }],
  ['of all times', 'newest-first', { from: 0, before: Number.MAX_SAFE_INTEGER }],
] as const)('a forged cursor with a span %s ends soon', async (_what, order, span) => {
  const cursor = encodeSearchCursor({ ...span, order, after: { day: 0, revision: 0, index: 0 } });
  const { result, decisions, cursor: next } = found((await get({ cursor })).text);
  expect([result.resultCode, decisions, next]).toEqual(['OK', [], undefined]);
});

it.each([
  [{ patientId: place.patientId.extension }, 'patientId'],
  [{ patient: place.patientId.extension }, 'okänt element patient'],
  [{ from: 'yesterday' }, 'from'],
  [{ hasConsent: 'maybe' }, 'hasConsent'],
  [{ cursor: 'n.1.2' }, 'cursor'],
])('refuses %j, and repeats no identity', async (query, sentence) => {
  const { status, text } = await get(query);
  expect(status).toBe(400);
  expect(found(text)).toMatchObject({ result: { resultCode: 'VALIDATION_ERROR' }, decisions: [] });
  expect(found(text).result.resultText).toContain(sentence);
  expect(identitiesIn(text)).toEqual([]);
});

it('tells a caller only of the care providers that it may act for', async () => {
  const bound = await startInProcess({
    CALLER_RIGHTS: 'audit',
    CALLER_CARE_PROVIDERS: careProviderId,
  });
  await call(bound.url, 'check-consent', toCheck(place));
  await call(bound.url, 'check-consent', toCheck(otherPlace));
  const own = found((await get({}, bound.url)).text);
  const foreign = await get({ careProviderId: otherProviderId }, bound.url);
  await bound.close();
  expect(own.decisions).toMatchObject([{ careProviderId }]);
  expect({ status: foreign.status, ...found(foreign.text).result }).toMatchObject({
    status: 403,
    resultCode: 'ACCESSDENIED',
  });
});
