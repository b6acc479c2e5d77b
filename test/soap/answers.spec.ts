import { randomUUID } from 'node:crypto';
import { seedTable } from '../../apps/api/src/contracts/seed-table.cases';
import type { Body } from '../../apps/api/src/contracts/given';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { resultIn, soapCall } from '../support/soap-call';
import { addressHeader, envelope, messageOf, soapContract } from '../support/soap-message';
import { demandValid } from './valid-answers';

const NATIONAL_SERVICE = 'SE165565594230-1000';
const CARE_PROVIDER = 'SE165565594230-1000';

/** A registration with nothing that may be left out. */
const bare = { employeeId: undefined, startDate: undefined, endDate: undefined, representedBy: undefined };

const HARD_TO_WRITE = 'å "\'<&>]]> \r\n\t \u00a0\u{1F9E1}';

const actor = {
  employeeId: 'SE165565594230-12345678901234567',
  assignmentId: 'SE165565594230-12345678901234567',
  assignmentName: HARD_TO_WRITE.padEnd(256, 'å'),
};

/** A registration as long as one can be, in the years between which a time can be. */
const full = {
  employeeId: actor.employeeId,
  startDate: '1900-01-01T00:00:00',
  endDate: '9999-12-31T23:59:59',
  registrationAction: {
    requestDate: '1900-01-01T00:00:00.123456789Z',
    requestedBy: actor,
    registrationDate: '9999-12-31T00:00:00+14:00',
    registeredBy: actor,
    reasonText: HARD_TO_WRITE.padEnd(1024, 'å'),
  },
};

const exampleOf = (contract: string): Body =>
  structuredClone(seedTable.find((table) => table.contract === contract)!.example) as Body;

/** A service whose caller may act for all, and one whose caller may act for the examples' care provider alone. */
let free: InProcessService;
let bound: InProcessService;
beforeAll(async () => {
  free = await startInProcess({ PAGE_SIZE: '1' });
  bound = await startInProcess({ CALLER_CARE_PROVIDERS: CARE_PROVIDER });
});
afterAll(() => Promise.all([free.close(), bound.close()]));

/** Sends a contract's example, changed. Every answer is held to the schemas where it comes in. */
async function ask(
  contract: string,
  change: Body = {},
  { url, address = NATIONAL_SERVICE }: { url?: string; address?: string } = {},
): Promise<{ status: number; text: string; resultCode: string | undefined }> {
  const soap = soapContract(contract);
  const message = messageOf(soap, { ...exampleOf(contract), ...change });
  const serviceUrl = url ?? free.url;
  const answer = await soapCall(serviceUrl, soap, envelope(message, addressHeader(address)));
  return { ...answer, resultCode: resultIn(answer).resultCode };
}

/** A registered consent, by the steps that follow. */
async function consentAfter(...steps: readonly string[]): Promise<Body> {
  const assertionId = randomUUID();
  for (const step of ['RegisterExtendedConsent', ...steps])
    expect(await ask(step, { assertionId })).toMatchObject({ resultCode: 'OK' });
  return { assertionId };
}

const closing = ['CancelExtendedConsent', 'DeleteExtendedConsent', 'EndConsentByPatient'];

describe('An answer is as the served schemas say', () => {
  it('RegisterExtendedConsent: OK and ALREADYEXISTS', async () => {
    const consent = await consentAfter();
    expect(await ask('RegisterExtendedConsent', consent)).toMatchObject({ resultCode: 'ALREADYEXISTS' });
  });

  it.each(closing)('%s: OK, NOTFOUND and INVALIDSTATE', async (contract) => {
    expect(await ask(contract, await consentAfter())).toMatchObject({ resultCode: 'OK' });
    expect(await ask(contract, { assertionId: randomUUID() })).toMatchObject({ resultCode: 'NOTFOUND' });
    for (const step of ['CancelExtendedConsent', 'DeleteExtendedConsent'])
      expect(await ask(contract, await consentAfter(step))).toMatchObject({ resultCode: 'INVALIDSTATE' });
  });

  it.each(seedTable)('$contract: VALIDATION_ERROR', async ({ contract, example }) => {
    const first = Object.keys(example)[0]!;
    expect(await ask(contract, { [first]: null })).toMatchObject({ resultCode: 'VALIDATION_ERROR' });
  });

  it.each(seedTable)('$contract: ACCESSDENIED', async ({ contract }) => {
    const answer = await ask(contract, {}, { address: 'SE165565594230-9999-NOWHERE' });
    expect(answer).toMatchObject({ status: 200, resultCode: 'ACCESSDENIED' });
  });

  it('GetAllExtendedConsentsForPatient: INFO', async () => {
    await ask('RegisterExtendedConsent', {}, { url: bound.url });
    const answer = await ask('GetAllExtendedConsentsForPatient', {}, { url: bound.url });
    expect(answer.resultCode).toBe('INFO');
    expect(answer.text).toContain('pDLAssertion');
  });

  it.each(seedTable.filter(({ contract }) => contract.startsWith('Get')))(
    '$contract: OK, with every kind of consent in it',
    async ({ contract }) => {
      const patient = {
        patientId: exampleOf(contract).patientId ?? exampleOf('RegisterExtendedConsent').patientId,
      };
      for (const much of [bare, full]) {
        const registration = { assertionId: randomUUID(), ...patient, ...much };
        expect(await ask('RegisterExtendedConsent', registration)).toMatchObject({ resultCode: 'OK' });
      }
      for (const step of closing) await consentAfter(step);
      const answer = await ask(contract, {
        ...('createdOnOrAfter' in exampleOf(contract) && { createdOnOrAfter: null }),
      });
      expect(answer).toMatchObject({ resultCode: 'OK', text: expect.stringContaining('ssertionId>') });
    },
  );
});

describe('What an answer may hold at most', () => {
  it('is registered, and answered as it came', async () => {
    const patientId = { root: '1.2.752.129.2.1.3.1', extension: '200101010106' };
    expect(
      await ask('RegisterExtendedConsent', { assertionId: randomUUID(), patientId, ...full }),
    ).toMatchObject({ resultCode: 'OK' });
    const { text } = await ask('GetExtendedConsentsForPatient', { patientId });
    expect(text).toContain('å "\'&lt;&amp;&gt;]]&gt; &#13;\n\t \u00a0\u{1F9E1}å');
    expect(text).toContain('<t:endDate>9999-12-31T23:59:59</t:endDate>');
    expect(text).toContain('<t:startDate>1900-01-01T00:00:00</t:startDate>');
  });
});

describe('A fault is as the SOAP envelope says', () => {
  it.each([
    ['nothing', ''],
    ['what is no XML', '<'],
    ['another root', '<Umschlag/>'],
    ['SOAP 1.2', '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body/></s:Envelope>'],
    ['no logical address', envelope('', '')],
    ['another message', envelope('<Körsbär&auml;/>')],
    ['a name that must be escaped', envelope('<x:å xmlns:x="urn:&lt;&amp;&quot;&gt;"/>')],
  ])('for %s', async (_what, body) => {
    const answer = await soapCall(free.url, soapContract('CheckConsent'), body);
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('<faultcode>soap:');
  });
});

it('the judge finds what is wrong', async () => {
  const { text } = await ask('CheckConsent');
  await expect(demandValid(free.url, text.replace('>OK<', '>FINE<'))).rejects.toThrow(/'FINE'/);
  await expect(demandValid(free.url, text.replace(/<t:hasConsent>.*<\/t:hasConsent>/, ''))).rejects.toThrow(
    /hasConsent/,
  );
  await expect(demandValid(free.url, text.replaceAll('CheckConsentResponse', 'Answer'))).rejects.toThrow(
    /Answer/,
  );
});
