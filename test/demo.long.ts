import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FreshSamples } from '../apps/ledger/src/commands/demo/samples';
import { story } from '../apps/ledger/src/commands/demo/story';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';

const MAIN = join(__dirname, '../dist/apps/ledger/src/main.js');

interface Run {
  readonly code: number | null;
  readonly told: string;
  readonly complaint: string;
}

/** The demo as `npm run demo` starts it (`npm run build` first). */
function demo(argument: string | null, environment: Record<string, string> = {}): Promise<Run> {
  const options = { env: { PATH: process.env.PATH, ...environment }, cwd: '/' };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, 'demo', ...(argument === null ? [] : [argument])],
      options,
      (_, out, err) => resolve({ code: child.exitCode, told: out, complaint: err }),
    );
  });
}

const answersIn = ({ told }: Run): string[] =>
  [...told.matchAll(/^ {3}[→✗] (.*)$/gm)].map(([, answer]) => answer!);

describe('the demo', () => {
  let service: InProcessService;
  beforeAll(async () => (service = await startInProcess()));
  afterAll(() => service.close());

  it('tells its story to a ledger, and again to the same one', async () => {
    for (const run of [
      await demo(service.url),
      await demo(null, { CONSENT_LEDGER_URL: `${service.url}/docs` }),
    ]) {
      expect(run).toMatchObject({ code: 0, complaint: '' });
      expect(run.told).toContain(`All ${story.length} steps went as expected.`);
      expect(answersIn(run)).toHaveLength(story.length);
    }
  });

  it('leaves consents where the test persons of the portal work, and says where to look', async () => {
    const { told } = await demo(service.url);
    const [, ...patients] = /search for (\S+), (\S+) or (\S+)\.$/m.exec(told)!;
    const { body } = await call(service.url, 'get-consents-for-care-provider', {
      careProviderId: 'SE165565594230-2000',
      getCancelledFlag: false,
    });
    const { assertions } = (
      body as { getAllAssertionsResult: { assertions: { patientId: { extension: string } }[] } }
    ).getAllAssertionsResult;
    const shown = assertions.map(({ patientId }) => patientId.extension);
    expect(new Set(shown)).toEqual(new Set(patients));
    expect(shown).toHaveLength(4);
  });

  it('says of each answer what the ledger said', async () => {
    const answers = answersIn(await demo(service.url));
    expect(answers.filter((answer) => answer.includes('hasConsent'))).toEqual([
      '200 OK, hasConsent true, by Consent',
      '200 OK, hasConsent true, by Consent',
      '200 OK, hasConsent false',
      '200 OK, hasConsent true, by Emergency',
      '200 OK, hasConsent true, by Consent',
      '200 OK, hasConsent false',
      '200 OK, hasConsent false',
      '200 OK, hasConsent false',
    ]);
    expect(answers[10]).toBe('400 VALIDATION_ERROR, "Valideringsfel: okänt element endDat"');
    expect(answers[11]).not.toContain('191212121210');
  });

  it('leaves in the ledger what it told', async () => {
    const { told } = await demo(service.url);
    const careProviderId = /careProviderId (\S+?)(?:,|$)/m.exec(told)![1];
    const { body } = await call(service.url, 'get-consents-for-care-provider', {
      careProviderId,
      getCancelledFlag: true,
    });
    const { assertions, cancelledAssertions } = (body as { getAllAssertionsResult: Record<string, object[]> })
      .getAllAssertionsResult;
    const takenBack = /(?:(?:cancel|delete)-extended-consent|end-consent-by-patient): assertionId (\S+),/g;
    const ended = new Set([...told.matchAll(takenBack)].map(([, id]) => id));
    expect(cancelledAssertions).toEqual(
      [...ended].map((assertionId) => ({ assertionId, cancellationDate: expect.any(String) as string })),
    );
    expect(assertions).toMatchObject([{ assertionType: 'Emergency' }]);
  });

  it('ends with 1 and says what it expected when the ledger answers otherwise', async () => {
    const bound = await startInProcess({ CALLER_CARE_PROVIDERS: 'SE165565594230-1A' });
    const run = await demo(bound.url);
    await bound.close();
    expect(run.code).toBe(1);
    expect(run.told).toContain('✗ 403 ACCESSDENIED');
    expect(run.told).toContain('expected: 200 OK, hasConsent true, by Consent');
    expect(run.told).toMatch(/\d+ of 23 steps did not go as expected\./);
  });

  const plain = (run: Run) => {
    expect(run).toMatchObject({ code: 3, told: '' });
    expect(run.complaint).not.toMatch(/^\s+at /m);
    return run.complaint;
  };

  it('ends with 3 and plain words where nobody answers, where somebody else does, and without an address', async () => {
    const other = createServer((_, response) => response.end('<html>')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    expect(plain(await demo(url))).toBe(
      `Something answers at ${url}, but it is no consent ledger. Name another address.\n`,
    );
    other.close();
    await once(other, 'close');
    expect(plain(await demo(url))).toContain(`No service answers at ${url}. Start one with "npm start"`);
    expect(plain(await demo('localhost'))).toContain('"localhost" is no address of a service');
  });
});

describe('the samples', () => {
  const names = readdirSync(join(__dirname, '../samples'))
    .filter((file) => /^\d.*\.json$/.test(file))
    .map((file) => file.replace(/\.json$/, ''));

  it('are all in the story, each named by the step that first uses it and by its contract', () => {
    expect([...new Set(story.map(({ sample }) => sample))].sort()).toEqual([...names].sort());
    for (const sample of names) {
      const first = story.findIndex((step) => step.sample === sample);
      const number = String(first + 1).padStart(2, '0');
      expect(sample.startsWith(`${number}-${story[first]!.contract}`)).toBe(true);
    }
  });

  it('cover every contract', () => {
    expect(new Set(story.map(({ contract }) => contract)).size).toBe(9);
  });

  it('are given the same new ids throughout a run, and others in the next', () => {
    const [one, other] = [new FreshSamples(), new FreshSamples()];
    const registered = one.read('01-register-extended-consent-for-a-unit').assertionId as string;
    expect(one.read('15-cancel-extended-consent').assertionId).toBe(registered);
    expect(other.read('01-register-extended-consent-for-a-unit').assertionId).not.toBe(registered);
    expect([one.isOurs(registered), other.isOurs(registered)]).toEqual([true, false]);
  });
});
