import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { projectFolder } from '../support/project-folder';
import { faultIn, soapCall } from '../support/soap-call';
import { addressHeader, envelope, messageOf, soapContract } from '../support/soap-message';
import { documentsFrom } from './served-documents';

const ping = soapContract('PingForConfiguration');
const question = {
  serviceContractNamespace: 'urn:riv:informationsecurity:authorization:consent:CheckConsentResponder:2',
  logicalAddress: 'SE165565594230-2000',
};
const DOMAIN = 'urn:riv:itintegration:monitoring';
const NOON = Date.parse('2026-03-02T11:00:00Z');

let service: InProcessService;
beforeAll(async () => {
  service = await startInProcess({ CALLER_CARE_PROVIDERS: 'SE165565594230-1A' }, () => NOON);
});
afterAll(() => service.close());

const send = (to: string, body: object = question, at = service.url) =>
  soapCall(at, ping, envelope(messageOf(ping, body as Record<string, unknown>), addressHeader(to)));

it('is answered with the version, the time and what helps to find a fault', async () => {
  const { status, text } = await send('SE165565594230-1000');
  expect(status).toBe(200);
  expect(text).toContain(
    `<m:PingForConfigurationResponse xmlns:m="${DOMAIN}:PingForConfigurationResponder:1" ` +
      `xmlns:t="${DOMAIN}:PingForConfigurationResponder:1"><m:version>${manifest.version}</m:version>` +
      '<m:pingDateTime>20260302120000</m:pingDateTime>' +
      `<m:configuration><t:name>node</t:name><t:value>${process.version}</t:value></m:configuration>`,
  );
  expect(text).toContain('<t:name>store</t:name><t:value>embedded</t:value>');
});

it.each(['SE165565594230-1000', 'SE165565594230-9Z', 'anything', '191212121212'])(
  'needs no right at the logical address %s',
  async (to) => {
    expect((await send(to)).text).toContain('<m:version>');
  },
);

it('is answered at the path of its domain', async () => {
  const answer = await soapCall(
    `${service.url}/itintegration/monitoring`,
    ping,
    envelope(messageOf(ping, question)),
  );
  expect(answer.text).toContain('<m:version>');
});

it.each([
  ['nothing', {}],
  ['more than there is', { ...question, more: {} }],
])('does not look at what is for the platforms between: %s', async (_what, body) => {
  expect((await send('SE165565594230-1000', body)).text).toContain('<m:version>');
});

it('is no message of another contract', async () => {
  const answer = await soapCall(
    service.url,
    soapContract('CheckConsent'),
    envelope(messageOf(ping, question)),
  );
  expect(faultIn(answer).faultstring).toContain('This address answers CheckConsent');
});

it('has a WSDL with the names that RIV-TA gives it, and schemas of its own', async () => {
  const address = `${service.url}/PingForConfiguration/1/rivtabp21`;
  const documents = await documentsFrom(`${address}?wsdl`);
  expect([...documents.keys()].map((key) => key.slice(address.length)).sort()).toEqual([
    '?wsdl',
    '?xsd=header',
    '?xsd=messages',
  ]);
  const wsdl = documents.get(`${address}?wsdl`)!;
  expect(wsdl).toContain(`targetNamespace="${DOMAIN}:PingForConfiguration:1:rivtabp21"`);
  expect(wsdl).toContain(`soapAction="${DOMAIN}:PingForConfigurationResponder:1:PingForConfiguration"`);
  expect(wsdl).toContain('Tjänstedomän: itintegration:monitoring');
  expect((await fetch(`${address}?xsd=types`)).status).toBe(404);
});

it('is a fault when checks cannot be answered either', async () => {
  const server = await ProtocolServer.start();
  const own = await startInProcess({ EVENT_STORE_URL: server.url, READ_DEADLINE_MS: '5000' });
  server.misbehave({ silentReads: true });
  const answer = await send('SE165565594230-1000', question, own.url);
  server.heal();
  await own.close();
  server.die();
  expect([answer.status, faultIn(answer).faultcode]).toEqual([500, 'soap:Server']);
});

it('is answered to the sample, which a platform sends', async () => {
  const sample = readFileSync(join(projectFolder, 'samples/soap/11-ping-for-configuration.xml'), 'utf8');
  expect((await soapCall(service.url, ping, sample)).text).toContain('<m:version>');
});
