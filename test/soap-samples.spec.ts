import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { soapContracts } from '../apps/api/src/contracts';
import { startInProcess, type InProcessService } from './support/in-process-service';

const ROOT = join(__dirname, '..');
const FOLDER = join(ROOT, 'samples/soap');
const ADDRESS = 'http://127.0.0.1:3000';

/** What the page tells its reader to type. */
const lines = [...readFileSync(join(FOLDER, 'README.md'), 'utf8').matchAll(/```sh\n(curl [^`]*)```/g)].map(
  ([, line]) => line!,
);

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

const type = async (line: string): Promise<string> => {
  const { stdout } = await promisify(execFile)('sh', ['-c', line.replace(ADDRESS, service.url)], {
    cwd: ROOT,
  });
  return stdout;
};

/** What distinguishes each answer, beside its OK. */
const tellsToo: Readonly<Record<string, string>> = {
  '02-check-consent.xml': '<t:hasConsent>true</t:hasConsent><t:assertionType>Consent</t:assertionType>',
  '03-get-consents-for-patient.xml': '<t:endDate>2099-12-31T23:59:59</t:endDate>',
  '04-get-extended-consents-for-patient.xml':
    '<t:reasonText>Inför återbesök på hjärtmottagningen</t:reasonText>',
  '05-get-consents-for-care-provider.xml': '<t:hasMore>false</t:hasMore>',
  '11-ping-for-configuration.xml': '<m:configuration><t:name>node</t:name>',
  '06-get-all-extended-consents-for-patient.xml': '<t:pDLAssertion>',
};

const fileIn = (line: string): string => /@samples\/soap\/(\S+)/.exec(line)![1]!;

it.each(lines.map((line) => [fileIn(line), line]))('%s is answered OK', async (file, line) => {
  const answer = await type(line);
  expect(answer).toContain(tellsToo[file] ?? '<t:resultCode>OK</t:resultCode>');
  expect(answer).not.toMatch(/<t:resultCode>(?!OK<)|Fault/);
});

it('says no when the story is over', async () => {
  expect(await type(lines[1]!)).toContain('<t:hasConsent>false</t:hasConsent>');
});

it('there is a line for every envelope, and an envelope for every contract', () => {
  const envelopes = readdirSync(FOLDER).filter((file) => file.endsWith('.xml'));
  expect(lines.map(fileIn)).toEqual(envelopes.sort());
  const called = new Set(lines.map((line) => /3000\/(\w+)\//.exec(line)![1]));
  expect([...called].sort()).toEqual(soapContracts.map(({ name }) => name).sort());
});
