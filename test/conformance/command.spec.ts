import { randomUUID } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { allCases } from '../../apps/conformance/src/cases';
import { commandOf } from '../../apps/conformance/src/cli/options';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { serveOnLoopback } from '../support/loopback-server';
import { pageAt } from '../support/pages';
import { person } from '../support/people';
import { toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { TestAuthority } from '../support/test-authority';
import { judgeBy } from '../soap/schema-judge';
import { brokenBy, json } from './between';
import { failedIn, runKitCommand, runKitUntil } from './run-kit-command';

const NOWHERE = 'http://127.0.0.1:9';
const CARE_PROVIDER = 'SE165565594230-2000';
const UNIT = 'SE165565594230-2001';

let service: InProcessService;
let folder: TemporaryFolder;

beforeAll(async () => {
  service = await startInProcess();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await service.close();
  await folder.remove();
});

const denied = { checkResult: { result: { resultCode: 'ACCESSDENIED' }, hasConsent: false } };

const at = (file: string): string => join(folder.path, file);

describe('the command is used wrongly', () => {
  it.each([
    [[], 'Give the address of the service.'],
    [['127.0.0.1:3000'], 'Give an http or https address'],
    [['ftp://127.0.0.1'], 'Give an http or https address'],
    [[NOWHERE, '--door', 'fhir'], 'Allowed choices are json, soap, both.'],
    [[NOWHERE, '--timeout', '0'], 'Use seconds'],
    [[NOWHERE, '--timeout', 'soon'], 'Use seconds'],
    [[NOWHERE, '--header', 'no-colon'], "Use 'Name: value'."],
    [[NOWHERE, '--care-unit', 'å'], 'An HSA-id has at most 32 letters'],
    [[NOWHERE, '--cert', '/nowhere/client.pem'], 'The file cannot be read: ENOENT.'],
    [[NOWHERE, '--junit', '/nowhere/report.xml'], 'The report cannot be written: ENOENT.'],
    [[NOWHERE, '--junit', '/dev/null/x'], 'The report cannot be written: ENOTDIR. A part of the path is'],
    [[NOWHERE, '--json', '/'], 'The report cannot be written: it is a folder.'],
    [[NOWHERE, '--only', 'cancel.maybe'], 'No case is called cancel.maybe. --list prints all.'],
    [[NOWHERE, '--only', 'end.now', '--skip', 'end.*'], 'No case is left'],
    [[NOWHERE, '--unknown'], "unknown option '--unknown'"],
  ])('%j', async (args, sentence) => {
    const run = await runKitCommand(...args);
    expect(run).toMatchObject({ code: 2, printed: '' });
    expect(run.complained).toContain(sentence);
  });
});

it('lists every case with its rule and its row, without an address', async () => {
  const run = await runKitCommand('--list');
  expect(run).toMatchObject({ code: 0, complained: '' });
  expect([...run.printed.matchAll(/^(\S+)$/gm)].map(([, id]) => id)).toEqual(allCases.map(({ id }) => id));
  expect(run.printed).toContain(
    'cancel.already-cancelled\n    A consent that is cancelled already is INVALIDSTATE.\n' +
      '    From: CancelExtendedConsent: samtycke med assertionId är återkallat\n',
  );
});

describe('the documentation', () => {
  const page = pageAt('docs/conformance.md');

  it('names every option', () => {
    const options = commandOf(async () => undefined).options.map(({ long }) => long);
    expect(options.length).toBeGreaterThan(15);
    expect(options.filter((option) => !page.text.includes(`\`${option}`))).toEqual([]);
  });

  it('has commands that the kit understands', async () => {
    const commands = [...page.text.matchAll(/^npx consent-conformance (.*)$/gm)].map(([, args]) => args!);
    const words = commands.map((args) => args.replaceAll("'", '').split(' '));
    const runnable = words.filter((args) => !args.includes('--cert'));
    expect(runnable).toHaveLength(3);
    for (const args of runnable) expect(await runKitCommand(...args, '--list')).toMatchObject({ code: 0 });
  });
});

describe('the service cannot be tested', () => {
  const page = { status: 200, mediaType: 'text/html; charset=utf-8', text: '<h1>Welcome</h1>' };

  const problem = {
    status: 404,
    mediaType: 'application/problem+json',
    text: '{"title":"Not found","status":404}',
  };

  it('it does not speak TLS', async () => {
    const run = await runKitCommand(service.url.replace('http:', 'https:'));
    expect(run).toMatchObject({ code: 2, printed: '' });
    expect(run.complained).toContain('The service does not speak TLS at this address: is it http://?');
  });

  it.each(['json', 'soap'])('nobody answers, over %s', async (door) => {
    const run = await runKitCommand(NOWHERE, '--door', door);
    expect(run).toMatchObject({ code: 2, printed: '' });
    expect(run.complained).toMatch(/^The (JSON|SOAP) door: The service cannot be reached: ECONNREFUSED\.\n$/);
  });

  it.each([
    ['json', page, 'The answer is a web page: is the address right? (HTTP status 200, text/html).'],
    ['soap', page, 'The answer is a web page: is the address right? (HTTP status 200, text/html).'],
    ['json', { ...page, text: '', mediaType: '' }, 'The answer is empty: is the address right?'],
    ['soap', { ...page, text: '', mediaType: '' }, 'The answer is empty: is the address right?'],
    ['json', { ...page, mediaType: 'text/plain' }, 'The answer is not JSON: is the address right?'],
    ['soap', { ...page, mediaType: 'application/json' }, 'The answer is not text/xml: is the address right?'],
    [
      'json',
      problem,
      'Nothing answers CheckConsent here: is the address right? (HTTP status 404, application/',
    ],
    [
      'json',
      json(405, { message: 'Cannot POST' }),
      'Nothing answers CheckConsent here: is the address right? (HTTP status 405).',
    ],
    ['json', json(403, denied), 'denies access to SE165565594230-2000'],
  ] as const)('over %s, %j answers', async (door, reply, sentence) => {
    const other = await brokenBy(async () => reply, service.url);
    const run = await runKitCommand(other.url, '--door', door);
    expect(run).toMatchObject({ code: 2, printed: '' });
    expect(run.complained).toContain(sentence);
    await other.close();
  });

  it('it never answers', async () => {
    const silent = await serveOnLoopback(() => undefined);
    const run = await runKitCommand(silent.url, '--timeout', '0.2');
    expect(run).toMatchObject({ code: 2, complained: 'The JSON door: No answer within 0.2 s.\n' });
    await silent.close();
  });

  it.each(['json', 'soap'])('it does not know who calls: the %s door', async (door) => {
    const closed = await brokenBy(async () => json(401, { code: 'not-authenticated' }), service.url);
    const run = await runKitCommand(closed.url, '--door', door);
    expect(run).toMatchObject({ code: 2, printed: '' });
    expect(run.complained).toContain(
      'The service asks who calls. Prove it by a token, by a header, or by --cert',
    );
    await closed.close();
  });

  it('the unit has a consent of a test person, which is not touched', async () => {
    const place = {
      patientId: { root: '1.2.752.129.2.1.3.1', extension: '200101010106' },
      careProviderId: CARE_PROVIDER,
      careUnitId: UNIT,
    };
    await call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
    const run = await runKitCommand(service.url, '--door', 'json', '--care-unit', UNIT);
    expect(run).toMatchObject({ code: 2, printed: '' });
    expect(run.complained).toContain(`${UNIT} has a consent of a test person already.`);
  });
});

describe('what a run says', () => {
  const CASES = ['--only', 'cancel.already-cancelled', 'cancel.ends-access', 'register.scope.invalid'];

  it('names what was sent, expected and answered, and the row', async () => {
    const broken = await brokenBy(async ({ contract, forward }) => {
      const reply = await forward();
      return contract === 'CancelExtendedConsent' && reply.status === 409
        ? json(404, { result: { resultCode: 'NOTFOUND' } })
        : reply;
    }, service.url);
    const run = await runKitCommand(broken.url, '--door', 'json', ...CASES);
    expect(run.printed).toMatch(/^ok {4} json cancel.ends-access \(\d+ ms\)$/m);
    const [, report = ''] = /(^FAILED json cancel.already-cancelled \(.*?)^\w/ms.exec(run.printed) ?? [];
    expect(report).toContain('Row:      CancelExtendedConsent: samtycke med assertionId är återkallat\n');
    expect(report).toContain('Request:  CancelExtendedConsent, already-cancelled (when)\n');
    expect(report).toMatch(/Sent: {5}\{"assertionId":"[-\da-f]+","cancellationAction":/);
    expect(report).toMatch(
      /Expected: INVALIDSTATE, "Samtycket med assertionId [-\da-f]+ är redan återkallad"\n/,
    );
    expect(report).toContain('Wrong:    The result code is NOTFOUND.\n');
    expect(report).toContain('Answered: {"result":{"resultCode":"NOTFOUND"}}\n');
    expect(run.printed).toContain('2 passed, 1 failed, in ');
    expect(run.printed).toContain('2 consents of test persons were registered. 2 of them are cancelled or');
    await broken.close();
  });

  it('shows nobody else who is in an answer', async () => {
    const stranger = person(17).extension;
    const broken = await brokenBy(
      async ({ contract, forward }) =>
        contract === 'CancelExtendedConsent' ? json(200, { patientId: { extension: stranger } }) : forward(),
      service.url,
    );
    const files = ['--json', at('stranger.json'), '--junit', at('stranger.xml')];
    const run = await runKitCommand(broken.url, '--door', 'json', '--only', 'cancel.ends-access', ...files);
    expect(run.printed).toContain('Answered: {"patientId":{"extension":"…"}}');
    for (const file of ['stranger.json', 'stranger.xml'])
      expect(await readFile(at(file), 'utf8')).not.toContain(stranger);
    await broken.close();
  });

  it('says what it left behind', async () => {
    const broken = await brokenBy(
      async ({ contract, forward }) =>
        contract === 'DeleteExtendedConsent'
          ? json(403, { result: { resultCode: 'ACCESSDENIED' } })
          : forward(),
      service.url,
    );
    const run = await runKitCommand(broken.url, '--door', 'json', '--only', 'register.for-the-unit');
    expect(run.printed).toMatch(/^Left behind, and perhaps still valid: [-\da-f]{36}$/m);
    expect(run.printed).toContain('1 consents of test persons were registered. 0 of them are');
    await broken.close();
  });

  it('writes a JUnit report as build servers read it, and a JSON report', async () => {
    const broken = await brokenBy(
      async ({ contract, forward }) =>
        contract === 'CancelExtendedConsent' ? json(500, { '<&">': '\u0001' }) : forward(),
      service.url,
    );
    const isLate = (printed: string) => printed.includes('register.scope.invalid');
    const files = ['--junit', at('report.xml'), '--json', at('report.json')];
    const run = await runKitUntil(isLate, broken.url, '--door', 'json', ...CASES, 'end.*malformed', ...files);
    expect(run.code).toBe(2);
    const xml = await readFile(at('report.xml'), 'utf8');
    const judge = await judgeBy({
      root: await readFile(join(__dirname, 'junit.xsd'), 'utf8'),
      documents: {},
    });
    expect(await judge.faultsOf(xml)).toEqual([]);
    expect(await judge.faultsOf(xml.replace('failures="1"', ''))).not.toEqual([]);
    await judge.close();
    expect(xml).toContain('<testsuite name="json" tests="5" failures="1" errors="0" skipped="3"');
    expect(xml).toContain('<testcase classname="json.CancelExtendedConsent" name="cancel.ends-access"');
    const report = JSON.parse(await readFile(at('report.json'), 'utf8'));
    expect(report).toMatchObject({ address: broken.url, passed: 1, failed: 1, notRun: 3, left: [] });
    expect(report.cases).toHaveLength(5);
    expect(report.cases[0]).toMatchObject({ id: 'cancel.ends-access', door: 'json', outcome: 'failed' });
    await broken.close();
  });

  it('runs nothing when a report cannot be written', async () => {
    const run = await runKitCommand(service.url, ...CASES, '--junit', at('no/such/folder.xml'));
    expect(run).toMatchObject({ code: 2, printed: '' });
    expect(run.complained).toContain('ENOENT');
  });
});

describe('a run that ends early', () => {
  it('is stopped: the case that runs is cleaned up, and the others are not run', async () => {
    const seen: string[] = [];
    const watched = await brokenBy(async ({ contract, forward }) => {
      seen.push(contract);
      return forward();
    }, service.url);
    const isStopped = () => seen.includes('RegisterExtendedConsent');
    const run = await runKitUntil(
      isStopped,
      watched.url,
      '--door',
      'json',
      '--only',
      'register.emergency',
      'end.earlier',
      'end.later',
    );
    expect(run.code).toBe(2);
    expect(run.printed).toContain('1 passed, 0 failed, 2 not run, in ');
    expect(run.printed).not.toContain('end.later');
    expect(seen.at(-1)).toBe('DeleteExtendedConsent');
    await watched.close();
  });

  it('loses the service, and does not wait for it in every case', async () => {
    let calls = 0;
    const dying = await serveOnLoopback((request, response) => {
      calls += 1;
      if (calls > 1) return void response.destroy();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ checkResult: { result: { resultCode: 'OK' }, hasConsent: false } }));
    });
    const run = await runKitCommand(dying.url, '--door', 'json', '--only', 'check.*');
    expect(run.code).toBe(2);
    expect(failedIn(run)).toHaveLength(3);
    expect(run.printed).toMatch(/^0 passed, 3 failed, \d+ not run, in /m);
    await dying.close();
  });
});

describe('who calls', () => {
  it('proves itself by a client certificate, a token and headers', async () => {
    const authority = await TestAuthority.create('Kit');
    const [own, client] = [
      await authority.issue('CN=service', { host: '127.0.0.1' }),
      await authority.issue('CN=kit, 2.5.4.5=SE1-KIT'),
    ];
    const seen: unknown[] = [];
    const tls = { ...own, ca: authority.cert, requestCert: true, rejectUnauthorized: true };
    const server = createServer(tls, (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      seen.push([subject.CN, request.headers.authorization, request.headers['x-test']]);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ checkResult: { result: { resultCode: 'OK' }, hasConsent: false } }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    for (const [file, text] of [
      ['ca.pem', authority.cert],
      ['client.pem', client.cert],
      ['client.key', client.key],
    ] as const)
      await writeFile(at(file), text);
    const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const proofs = [
      ...['--ca', at('ca.pem'), '--cert', at('client.pem'), '--key', at('client.key')],
      ...['--token', 'secret-token', '--header', 'X-Test: yes', '--json', at('proofs.json')],
    ];
    const only = ['--door', 'json', '--only', 'check.without-a-consent'];
    const run = await runKitCommand(address, ...only, ...proofs);
    expect(run).toMatchObject({ code: 0, complained: '' });
    expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify(['kit', 'Bearer secret-token', 'yes'])]),
    );
    expect(run.printed + (await readFile(at('proofs.json'), 'utf8'))).not.toContain('secret-token');
    expect(await runKitCommand(address, ...only)).toMatchObject({ code: 2, printed: '' });
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
});
