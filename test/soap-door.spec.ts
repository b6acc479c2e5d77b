import { randomUUID } from 'node:crypto';
import { EmbeddedEventStore } from '#event-store';
import { join } from 'node:path';
import { contracts } from '../apps/api/src/contracts';
import { soapAction } from '../apps/api/src/doors/soap';
import { ProtocolServer } from './eventstoredb-protocol-server';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { toCancel, toCheck, toRegister } from './support/requests';
import { faultIn, resultIn, soapCall, type SoapAnswer } from './support/soap-call';
import { addressHeader, envelope, messageOf, NATIONAL_SERVICE, soapContract } from './support/soap-message';
import { spawnService } from './support/spawned-service';
import { temporaryFolder } from './support/temporary-folder';

const place = {
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-1A',
  careUnitId: 'SE165565594230-1B0C',
};
const OTHER_PROVIDER = 'SE165565594230-9Z';

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

interface Sending {
  readonly to?: string;
  readonly headers?: Record<string, string>;
  readonly at?: string;
}

/** Sends what a JSON caller would send as a message of the contract. */
function ask(
  name: string,
  body: object,
  { to = NATIONAL_SERVICE, headers = {}, at = service.url }: Sending = {},
) {
  const contract = soapContract(name);
  const message = messageOf(contract, body as Record<string, unknown>);
  return soapCall(at, contract, envelope(message, addressHeader(to)), headers);
}

const codeOf = async (answer: Promise<SoapAnswer>) => resultIn(await answer).resultCode;

const check = envelope(messageOf(soapContract('CheckConsent'), toCheck(place)));
const sendCheck = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
  soapCall(service.url, soapContract('CheckConsent'), body, headers);

describe('A consent from first to last', () => {
  it('is registered, gives access, is cancelled, gives none, whichever door is asked', async () => {
    const assertionId = randomUUID();
    const question = toCheck(place);
    expect(await codeOf(ask('RegisterExtendedConsent', toRegister(assertionId, place)))).toBe('OK');
    expect((await ask('CheckConsent', question)).text).toContain('<t:hasConsent>true</t:hasConsent>');
    const json = await call(service.url, 'check-consent', question);
    expect(json.body).toMatchObject({ checkResult: { hasConsent: true } });
    expect(await codeOf(ask('CancelExtendedConsent', toCancel(assertionId)))).toBe('OK');
    expect((await ask('CheckConsent', question)).text).toContain('<t:hasConsent>false</t:hasConsent>');
  });

  it('says times without a zone, as they are in Sweden, whatever zone they came in', async () => {
    const patientId = { root: '1.2.752.129.2.1.3.3', extension: '197010632391' };
    const more = { startDate: '2026-06-01T08:00:00Z', endDate: '2096-01-01T00:00:00+00:00' };
    await ask('RegisterExtendedConsent', toRegister(randomUUID(), { ...place, patientId }, more));
    const { text } = await ask('GetConsentsForPatient', { careProviderId: place.careProviderId, patientId });
    expect(text).toContain(
      '<t:startDate>2026-06-01T10:00:00</t:startDate><t:endDate>2096-01-01T01:00:00</t:endDate>',
    );
  });

  it('keeps every character that it was told', async () => {
    const patientId = { root: '1.2.752.129.2.1.3.1', extension: '200101010106' };
    const reasonText = ' <å&😀>\r\n]]>\t" ';
    const { registrationAction, ...rest } = toRegister(randomUUID(), { ...place, patientId });
    await ask('RegisterExtendedConsent', {
      ...rest,
      registrationAction: { ...registrationAction, reasonText },
    });
    const query = { careProviderId: place.careProviderId, patientId, getCancelledFlag: false };
    const json = await call(service.url, 'get-extended-consents-for-patient', query);
    expect(json.body).toMatchObject({
      getExtendedConsentsResult: { pdlAssertions: [{ registrationInfo: { reasonText } }] },
    });
    const { text } = await ask('GetExtendedConsentsForPatient', query);
    expect(text).toContain('<t:reasonText> &lt;å&amp;😀&gt;&#13;\n]]&gt;\t" </t:reasonText>');
  });
});

describe('Headers', () => {
  it('go in, stay with the event, and come back', async () => {
    const folder = await temporaryFolder();
    const own = await startInProcess({ DATA_DIR: folder.path });
    const headers = {
      'x-skltp-correlation-id': 'corr-1',
      'x-rivta-original-serviceconsumer-hsaid': 'SE165565594230-1C',
      'x-rivta-acting-on-behalf-of-hsaid': 'SE165565594230-1D',
    };
    const answer = await ask('RegisterExtendedConsent', toRegister(randomUUID(), place), {
      headers,
      at: own.url,
    });
    expect(answer.headers.get('x-skltp-correlation-id')).toBe('corr-1');
    expect(answer.headers.get('x-ledger-position')).toMatch(/^\d+$/);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    await own.close();
    const store = await EmbeddedEventStore.open(join(folder.path, 'log'));
    for await (const { metadata } of store.readAll()) {
      expect(metadata).toMatchObject({
        door: 'soap',
        correlationId: 'corr-1',
        originalConsumer: 'SE165565594230-1C',
        onBehalfOf: 'SE165565594230-1D',
      });
    }
    expect(await store.head()).toBeGreaterThanOrEqual(0);
    await store.close();
    await folder.remove();
  });

  it('give a correlation id where none came, with an answer and with a fault', async () => {
    expect((await sendCheck(check)).headers.get('x-skltp-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await sendCheck('')).headers.get('x-skltp-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('make a change safe to repeat, and no other change', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = toRegister(randomUUID(), place);
    expect(await codeOf(ask('RegisterExtendedConsent', body, { headers }))).toBe('OK');
    expect(await codeOf(ask('RegisterExtendedConsent', body, { headers }))).toBe('OK');
    expect(await codeOf(ask('RegisterExtendedConsent', body))).toBe('ALREADYEXISTS');
    const other = await ask('RegisterExtendedConsent', toRegister(randomUUID(), place), { headers });
    expect([other.status, faultIn(other).faultcode]).toEqual([500, 'soap:Client']);
    expect(faultIn(other).faultstring).toContain(
      'This idempotency key was already used for a different request.',
    );
  });
});

describe('The SOAPAction', () => {
  const action = soapAction(soapContract('CheckConsent'));
  it.each([
    ['in quotes', `"${action}"`],
    ['without', action],
    ['empty', '""'],
    ['absent', ''],
    ['of another contract', `"${soapAction(soapContract('CancelExtendedConsent'))}"`],
    ['of another version', `"${action.replace('Responder:2', 'Responder:1')}"`],
    ['of nobody', '"x"'],
  ])('is accepted %s', async (_how, soapaction) => {
    expect(await codeOf(sendCheck(check, { soapaction }))).toBe('OK');
  });
});

describe('A fault', () => {
  const faults: readonly (readonly [string, string | Buffer<ArrayBuffer>, Record<string, string>, string])[] =
    [
      ['half a header', check.replace('</s:Header>', ''), {}, 'soap:Client'],
      ['nothing', '', {}, 'soap:Client'],
      ['words', 'not xml', {}, 'soap:Client'],
      ['half an envelope', check.slice(0, -20), {}, 'soap:Client'],
      ['a DTD', `<!DOCTYPE x>${check.replace(/^.*\n/, '')}`, {}, 'soap:Client'],
      ['more than 1 MiB', check.replace('</s:Body>', `${' '.repeat(1024 * 1024)}$&`), {}, 'soap:Client'],
      [
        'another contract',
        envelope(messageOf(soapContract('CancelExtendedConsent'), toCancel(randomUUID()))),
        {},
        'soap:Client',
      ],
      [
        'no logical address',
        envelope(messageOf(soapContract('CheckConsent'), toCheck(place)), ''),
        {},
        'soap:Client',
      ],
      [
        'SOAP 1.2',
        check.replace('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
        {},
        'soap:VersionMismatch',
      ],
      [
        'an unknown header',
        check.replace('<s:Header>', '$&<x xmlns="urn:x" s:mustUnderstand="1"/>'),
        {},
        'soap:MustUnderstand',
      ],
      [
        'a personal identity as a consumer',
        check,
        { 'x-rivta-original-serviceconsumer-hsaid': '191212121212' },
        'soap:Client',
      ],
    ];

  it.each(faults)('answers %s', async (_what, body, headers, faultcode) => {
    const answer = await sendCheck(body, headers);
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const fault = faultIn(answer);
    expect(fault.faultcode).toBe(faultcode);
    expect(fault.faultstring).toMatch(/^[A-Z].{20,}\.$/s);
    expect(fault.eventId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.text).not.toContain('191212121212');
  });

  it('is not the answer to UTF-16, or to a long comment', async () => {
    expect(
      await codeOf(
        sendCheck(Buffer.from(`\ufeff${check.replace('UTF-8', 'UTF-16')}`, 'utf16le'), {
          'content-type': 'text/xml',
        }),
      ),
    ).toBe('OK');
    const large = check.replace('</s:Body>', `<!--${' '.repeat(20_000)}-->$&`);
    expect(await codeOf(sendCheck(large))).toBe('OK');
  });

  it('leaves the JSON door as it was', async () => {
    const response = await fetch(`${service.url}/v2/check-consent`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: check,
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      415,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await call(service.url, 'check-consent', toCheck(place))).status).toBe(200);
    expect(
      (await fetch(`${service.url}/CheckConsent/1/rivtabp21`, { method: 'POST', body: check })).status,
    ).toBe(404);
  });
});

it('tells nothing of its own failure but where it is found, and logs the cause there', async () => {
  const folder = await temporaryFolder();
  const server = await ProtocolServer.start();
  const settings = { DATA_DIR: folder.path, EVENT_STORE_URL: server.url, READ_DEADLINE_MS: '5000' };
  const child = await spawnService(settings);
  server.misbehave({ silentReads: true });
  const answer = await ask('CheckConsent', toCheck(place), { at: child.url });
  server.heal();
  const { eventId, ...fault } = faultIn(answer);
  expect(answer.status).toBe(500);
  expect(fault).toEqual({
    faultcode: 'soap:Server',
    faultstring: `Something went wrong on our side. Event id: ${eventId}.`,
  });
  await ask(
    'CheckConsent',
    { ...toCheck(place), patientId: { ...place.patientId, extension: '191212121213' } },
    { at: child.url },
  );
  await ask('CheckConsent', { p191212121212: 'x' }, { at: child.url });
  await soapCall(child.url, soapContract('CheckConsent'), envelope('<p191212121212/>'));
  await child.end('SIGTERM');
  server.die();
  const lines = child.log.map((line) => JSON.parse(line) as Record<string, unknown>);
  const cause = lines.find((line) => line.eventId === eventId && line.level === 'error');
  expect(cause).toMatchObject({
    code: 'ledger-unavailable',
    error: 'KJS-000002',
    cause: expect.stringContaining('StoreUnavailable') as string,
  });
  const exceptions = lines.filter(({ message }) => String(message).startsWith('Consent service exception: '));
  expect(exceptions.map(({ level }) => level)).toEqual(['info', 'info', 'info', 'info']);
  expect(child.log.join('\n')).not.toContain('19121212121');
  await folder.remove();
});

describe('A logical address', () => {
  const settings = { LOGICAL_ADDRESSES: 'SE165565594230-SERVICE' };
  let own: InProcessService;
  const bound = { ...settings, CALLER_CARE_PROVIDERS: `${place.careProviderId},${OTHER_PROVIDER}` };
  let boundService: InProcessService;
  beforeAll(async () => {
    own = await startInProcess(settings);
    boundService = await startInProcess(bound);
  });
  afterAll(() => Promise.all([own.close(), boundService.close()]));

  /** A request of each contract that concerns one consent, which exists. */
  async function requests(at: string): Promise<Record<string, object>> {
    const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
    for (const id of ids) await ask('RegisterExtendedConsent', toRegister(id, place), { at });
    const { careProviderId, patientId } = place;
    const { cancellationAction: deletionAction } = toCancel(ids[1]);
    return {
      RegisterExtendedConsent: toRegister(randomUUID(), place),
      CancelExtendedConsent: toCancel(ids[0]),
      DeleteExtendedConsent: { assertionId: ids[1], deletionAction },
      EndConsentByPatient: { assertionId: ids[2], patientId },
      CheckConsent: toCheck(place),
      GetConsentsForPatient: { careProviderId, patientId },
      GetExtendedConsentsForPatient: { careProviderId, patientId, getCancelledFlag: true },
      GetConsentsForCareProvider: { careProviderId, getCancelledFlag: true },
      GetAllExtendedConsentsForPatient: { patientId, getCancelledFlag: true },
    };
  }

  async function codesAt(to: string, at: string): Promise<Record<string, string | undefined>> {
    const codes: Record<string, string | undefined> = {};
    for (const [name, body] of Object.entries(await requests(at)))
      codes[name] = await codeOf(ask(name, body, { to, at }));
    return codes;
  }

  const all = (code: string) => Object.fromEntries(contracts.map(({ name }) => [name, code]));

  it.each([NATIONAL_SERVICE, 'SE165565594230-SERVICE'])(
    'of the service takes every request: %s',
    async (to) => {
      expect(await codesAt(to, own.url)).toEqual(all('OK'));
    },
  );

  it('of the care provider takes every request', async () => {
    expect(await codesAt(place.careProviderId, own.url)).toEqual(all('OK'));
  });

  it('of another care provider takes only what is asked across all of them', async () => {
    expect(await codesAt(OTHER_PROVIDER, own.url)).toEqual({
      ...all('ACCESSDENIED'),
      GetAllExtendedConsentsForPatient: 'OK',
    });
  });

  it('of nobody takes none', async () => {
    expect(await codesAt('nonsense', own.url)).toEqual(all('ACCESSDENIED'));
  });

  it('that is refused is named, but for a personal identity in it', async () => {
    for (const [name, body] of Object.entries(await requests(own.url))) {
      const { text } = await ask(name, body, { to: OTHER_PROVIDER, at: own.url });
      if (name === 'GetAllExtendedConsentsForPatient') continue;
      expect(text).toContain(
        `Behörighet saknas för att utföra begärd handling: logisk adress ${OTHER_PROVIDER} gäller inte`,
      );
    }
    const { text } = await ask('CheckConsent', toCheck(place), { to: '191212121212', at: own.url });
    expect(text).toContain('logisk adress … gäller inte');
  });

  it('tells a stranger nothing of an id, and a care provider that there is none', async () => {
    const unknown = toCancel(randomUUID());
    expect(await codeOf(ask('CancelExtendedConsent', unknown, { to: 'nonsense', at: own.url }))).toBe(
      'ACCESSDENIED',
    );
    expect(
      await codeOf(ask('CancelExtendedConsent', unknown, { to: place.careProviderId, at: own.url })),
    ).toBe('NOTFOUND');
  });

  it('of a care provider that the caller is bound to takes its queries, but no changes for another', async () => {
    const codes = await codesAt(OTHER_PROVIDER, boundService.url);
    expect(codes).toEqual({
      RegisterExtendedConsent: 'ACCESSDENIED',
      CancelExtendedConsent: 'ACCESSDENIED',
      DeleteExtendedConsent: 'ACCESSDENIED',
      EndConsentByPatient: 'ACCESSDENIED',
      CheckConsent: 'OK',
      GetConsentsForPatient: 'OK',
      GetExtendedConsentsForPatient: 'OK',
      GetConsentsForCareProvider: 'OK',
      GetAllExtendedConsentsForPatient: 'INFO',
    });
  });

  it('gives no rights that the caller does not have', async () => {
    const foreign = { ...place, careProviderId: 'SE165565594230-7Q' };
    for (const to of [NATIONAL_SERVICE, foreign.careProviderId]) {
      expect(await codeOf(ask('CheckConsent', toCheck(foreign), { to, at: boundService.url }))).toBe(
        'ACCESSDENIED',
      );
    }
  });

  it('is looked at after the request itself, and the answer keeps its shape', async () => {
    const wrong = { ...toCheck(place), patientId: {} };
    expect(await codeOf(ask('CheckConsent', wrong, { to: OTHER_PROVIDER, at: own.url }))).toBe(
      'VALIDATION_ERROR',
    );
    const { text } = await ask('CheckConsent', toCheck(place), { to: OTHER_PROVIDER, at: own.url });
    expect(text).toContain('<t:hasConsent>false</t:hasConsent>');
  });
});
