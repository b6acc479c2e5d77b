import { randomUUID } from 'node:crypto';
import { codeOf, pageAt, tableUnder } from '../support/pages';
import { contractAt, exampleOf, isSoap, kindOf, type AddressKind } from './addresses';
import { fhirMessage } from './fhir-messages';
import { callersOfAllKinds } from './matrix-callers';
import { startMatrixService, type MatrixService, type Received } from './matrix-service';
import { messageTo, pathOf } from './route-messages';
import type { Route } from './routes';

const page = pageAt('docs/callers.md');
const rows = tableUnder('What each caller is answered', page);
const rowsOfOthers = tableUnder('At another care provider', page);

/** The columns of the table, behind the caller and before the reason that is recorded. */
const columns: readonly AddressKind[] = ['json', 'many-checks', 'soap', 'ping', 'audit', 'metrics', 'open'];
const ANSWER = 'answer';
const SEE_BELOW = 'see below';
const changes = new Set(['CancelExtendedConsent', 'DeleteExtendedConsent', 'EndConsentByPatient']);

let service: MatrixService;
beforeAll(async () => void (service = await startMatrixService()));
afterAll(() => service.close());

const everything = async () => ({ authorization: `Bearer ${await service.issuer.token('everything')}` });

async function json(method: string, path: string, body?: object, headers = {}): Promise<Received> {
  const type = body && { 'content-type': 'application/json' };
  const all = { ...type, ...(await everything()), ...headers };
  return service.send({ method, path, headers: all, ...(body && { body: JSON.stringify(body) }) });
}

async function registered(): Promise<string> {
  const assertionId = randomUUID();
  const body = { ...exampleOf('RegisterExtendedConsent'), assertionId };
  expect(await json('POST', '/v2/register-extended-consent', body)).toMatchObject({ status: 201 });
  return assertionId;
}

/** How many events a consent has; 0: there is no such consent. */
async function eventsOf(assertionId: string): Promise<number> {
  const { status, text } = await json('GET', `/v2/history/${assertionId}`);
  return status === 404 ? 0 : (JSON.parse(text) as { events: object[] }).events.length;
}

/** The id of some check's record, as FHIR has it. */
async function recordedCheck(): Promise<string> {
  await registered();
  await json('POST', '/v2/check-consent', exampleOf('CheckConsent'));
  const { body, type } = fhirMessage('Decisions');
  const headers = { ...(await everything()), 'content-type': type };
  const { text } = await service.send({ method: 'POST', path: '/fhir/AuditEvent/_search', headers, body });
  return (JSON.parse(text) as { entry: [{ resource: { id: string } }] }).entry[0].resource.id;
}

/** A request that does what the address is for, with the consent that it concerns. */
async function requestTo(route: Route): Promise<Prepared> {
  const contract = contractAt(route);
  const isChange = contract !== null && changes.has(contract);
  const assertionId =
    isChange || contract === 'History' || contract === 'ReadConsent' ? await registered() : randomUUID();
  const path = pathOf(route, contract === 'ReadDecision' ? await recordedCheck() : assertionId);
  const isSent = contract !== null && route.method === 'POST';
  return { assertionId, isChange, path, ...(isSent && messageTo(route, contract, assertionId)) };
}

interface Prepared {
  readonly assertionId: string;
  readonly isChange: boolean;
  readonly path: string;
  readonly body?: string;
  readonly type?: string;
}

interface Tried {
  readonly answer: string;
  /** Of its own consent, what has changed: nothing may, where it was refused. */
  readonly events: number;
  readonly denial: string | null;
}

async function tried(route: Route, who: string): Promise<Tried> {
  const { assertionId, isChange, path, body, type } = await requestTo(route);
  const proof = await callersOfAllKinds[who]!(service, route, path);
  const correlationId = randomUUID();
  const headers = {
    ...(type !== undefined && { 'content-type': `${type}; charset=utf-8` }),
    ...proof.headers,
    'x-skltp-correlation-id': correlationId,
  };
  const { method } = route;
  const received = await service.send({ method, path, headers, body, identity: proof.identity });
  const answer = inWords(route, received);
  const isWritten = isChange || contractAt(route) === 'RegisterExtendedConsent';
  const events = isWritten ? await eventsOf(assertionId) : 0;
  const isRecorded = answer.includes('ACCESSDENIED') && contractAt(route)!.startsWith('CheckConsent');
  return { answer, events, denial: isRecorded ? await denialOf(correlationId) : null };
}

/** An answer, as the table of the page has it. That a caller has no such webhook is one. */
function inWords(route: Route, received: Received): string {
  const { headers, status, text } = received;
  const isChallenged = headers['www-authenticate']?.startsWith('Bearer realm="consent-ledger"');
  if (isChallenged || headers['retry-after'] !== undefined)
    return isSoap(route) ? faultInWords(status, text) : problemInWords(status, text);
  if (kindOf(route) === 'open') return openInWords(received);
  const code = refusalIn(text);
  if (code !== undefined) return codeInWords(route, status, code);
  return status < 400 ? ANSWER : problemInWords(status, text);
}

function refusalIn(text: string): string | undefined {
  const codes = new Set(
    [...text.matchAll(/(?:resultCode|result-code","code)(?:"?:"|>)([A-Z_]+)/g)].map(([, code]) => code!),
  );
  return ['ACCESSDENIED', 'NOTFOUND'].find((one) => codes.has(one));
}

const isUnknownWebhook = ({ url }: Route, code: string): boolean =>
  code === 'NOTFOUND' && url.includes('webhook');

/** The documentation's library lacks some of its files, and a busy machine's service may say that it is not ready. */
const openInWords = ({ status, headers, text }: Received): string =>
  status === 404 || !headers['content-type']?.startsWith('application/problem')
    ? ANSWER
    : problemInWords(status, text);

function codeInWords(route: Route, status: number, code: string): string {
  if (isUnknownWebhook(route, code)) return ANSWER;
  if (kindOf(route) === 'many-checks') return `each \`${code}\``;
  return isSoap(route) ? `\`${code}\`` : `${status} \`${code}\``;
}

const problemInWords = (status: number, text: string): string =>
  `${status} \`${problemCodeIn(JSON.parse(text) as object)}\``;

function problemCodeIn(body: object): string {
  if ('code' in body) return String(body.code);
  const { issue } = body as { issue: { details: { coding: { code: string }[] } }[] };
  return issue[0]!.details.coding[0]!.code;
}

function faultInWords(status: number, text: string): string {
  const [, code] = /<faultcode>soap:(\w+)</.exec(text)!;
  return `${status} fault \`${code}\``;
}

/** Why a check was denied, as auditors find it. */
async function denialOf(correlationId: string): Promise<string | null> {
  const { text } = await json('POST', '/v2/decisions', { correlationId });
  const { decisions } = (JSON.parse(text) as { decisionsResult: { decisions: { denial: string }[] } })
    .decisionsResult;
  expect(decisions.length).toBeGreaterThan(0);
  return decisions[0]!.denial;
}

it('the page has every kind of caller, and no other', () => {
  expect(rows.map(([who]) => who)).toEqual(Object.keys(callersOfAllKinds));
});

const FOR_OWN = 'a platform that names a consumer of its own';
const FOR_OTHERS = 'a platform that names another';

/** The cell of the page, for another care provider that of the second table. A platform has webhooks for nobody else. */
function expectedAt(route: Route, row: readonly string[]): string {
  if (row[0] === FOR_OWN && contractAt(route)?.includes('Webhook'))
    return expectedAt(
      route,
      rows.find(([who]) => who === FOR_OTHERS)!,
    );
  const cell = row[1 + columns.indexOf(kindOf(route))]!;
  if (cell !== SEE_BELOW) return cell;
  const other = rowsOfOthers.find(([contract]) => codeOf(contract) === contractAt(route));
  return other?.[isSoap(route) ? 2 : 1] ?? 'is not on the page';
}

describe.each(rows)('%s', (...row) => {
  const [who] = row;

  it('is answered at every address as the page says, and what is refused changes nothing', async () => {
    expect(service.routes.length).toBeGreaterThan(60);
    const outcomes = await Promise.all(
      service.routes.map(async (route) => {
        const { answer, events, denial } = await tried(route, who!);
        return [route.method, route.url, answer, events, denial];
      }),
    );
    expect(outcomes).toEqual(service.routes.map((route) => expectedOutcome(route, row)));
  });
});

/** What a row of the page says of an address, how many events the consent has then, and the reason that auditors find. */
function expectedOutcome(route: Route, row: readonly string[]) {
  const answer = expectedAt(route, row);
  const contract = contractAt(route) ?? '';
  const isAccepted = answer === ANSWER && (changes.has(contract) || contract === 'RegisterExtendedConsent');
  const events = (changes.has(contract) ? 1 : 0) + (isAccepted ? 1 : 0);
  const isRecorded = answer.includes('ACCESSDENIED') && contract.startsWith('CheckConsent');
  return [route.method, route.url, answer, events, isRecorded ? codeOf(row.at(-1)) : null];
}

it('a caller for another care provider finds nothing of others in what it may ask', async () => {
  const headers = { authorization: `Bearer ${await service.issuer.token('elsewhere')}` };
  const all = exampleOf('GetAllExtendedConsentsForPatient');
  const assertionId = await registered();
  const seen = await json('POST', '/v2/get-all-extended-consents-for-patient', all);
  expect(seen.text).toContain(assertionId);
  for (const [path, body] of [
    ['/v2/get-all-extended-consents-for-patient', all],
    ['/v2/decisions', exampleOf('Decisions')],
  ] as const) {
    const { status, text } = await json('POST', path, body, headers);
    expect([path, status, /assertionId|careProviderId/.test(text)]).toEqual([path, 200, false]);
  }
});
