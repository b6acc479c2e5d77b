import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { storeKinds } from '../support/live-ledger';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const VERIFIER = join(__dirname, '../../tools/verify-receipt.mjs');
const [provider, unit] = ['SE165565594230-1A', 'SE165565594230-1AA'];
const [patient, other, guardian, unknown] = [person(1), person(2), person(3), person(4)];
const placeOf = (patientId: typeof patient) => ({ patientId, careProviderId: provider, careUnitId: unit });
const [first, second, strange] = [randomUUID(), randomUUID(), randomUUID()];
const MARKUP = '<script>alert(1)</script> & "Remiss"';

let folder: TemporaryFolder;
let server: ProtocolServer | null;
let service: InProcessService;
let environment: Record<string, string>;

interface Line {
  readonly line: number;
  readonly kind: string;
  readonly at: string;
  readonly words: Readonly<Record<'title' | 'what' | 'who' | 'why' | 'result', string>>;
  readonly receipt: string | null;
  readonly recorded: { readonly id?: string };
}

/** Runs it for a patient, whose number comes as people write it. */
const extract = ({ extension }: typeof patient, name: string, ...args: string[]): Promise<LedgerRun> =>
  ledger(['extract', '--out', join(folder.path, name), ...args], {
    environment,
    input: `${extension.slice(0, 8)}-${extension.slice(8)}\n`,
  });

const read = (...path: string[]): string => readFileSync(join(folder.path, ...path), 'utf8');

const linesOf = (name: string): Line[] =>
  read(name, 'extract.ndjson')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as Line);

/** Sends it, and goes on in another millisecond: an extract is in the order of times. */
async function send(path: string, body: object): Promise<void> {
  expect([200, 201]).toContain((await call(service.url, path, body)).status);
  for (const sent = Date.now(); Date.now() === sent;) await pause(1);
}

/** Consents of two patients, checks of both in one batch, looks of several kinds. */
async function happen(): Promise<void> {
  const registration = toRegister(first, placeOf(patient));
  await send('register-extended-consent', {
    ...registration,
    representedBy: guardian,
    registrationAction: { ...registration.registrationAction, reasonText: MARKUP },
  });
  await send('register-extended-consent', toRegister(strange, placeOf(other)));
  const questions = [patient, other, patient].map((patientId) => toCheck(placeOf(patientId)));
  await send('check-consents', { questions });
  await send('cancel-extended-consent', toCancel(first));
  const emergency = { assertionType: 'Emergency', endDate: '2099-01-01T00:00:00' };
  await send('register-extended-consent', toRegister(second, placeOf(patient), emergency));
  await send('check-consent', toCheck(placeOf(patient)));
  await send('get-consents-for-patient', { patientId: patient, careProviderId: provider });
  await send('get-consents-for-patient', { patientId: other, careProviderId: provider });
  const looked = await ledger(['history', first, '--purpose', 'case 7'], { environment });
  expect(looked.code).toBe(0);
}

describe.each(storeKinds)('beside a live service, on %s', (kind) => {
  beforeAll(async () => {
    folder = await temporaryFolder();
    server = kind === 'EventStoreDB' ? await ProtocolServer.start() : null;
    environment = { DATA_DIR: join(folder.path, 'data'), ...(server && { EVENT_STORE_URL: server.url }) };
    service = await startInProcess(environment);
    await happen();
  });
  afterAll(async () => {
    await service.close();
    server?.die();
    await folder.remove();
  });

  it('an extract has every happening of the patient in its order, and none of another', async () => {
    const run = await extract(patient, 'sv', '--purpose', 'request 118');
    expect(run).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/: 8 lines\.\n/) as string });
    const lines = linesOf('sv');
    expect(lines.map(({ kind: what, words }) => [what, words.title])).toEqual([
      ['event', 'Samtycke registrerat'],
      ['check', 'Fråga om åtkomst'],
      ['check', 'Fråga om åtkomst'],
      ['event', 'Samtycke återkallat'],
      ['event', 'Åtkomst i nödsituation registrerad'],
      ['check', 'Fråga om åtkomst'],
      ['look', 'Patientens samtycken visade'],
      ['look', 'Ett samtyckes historik visad'],
    ]);
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort());
    expect(lines.map(({ words }) => words.result)).toEqual([
      expect.stringMatching(/^Giltighet därefter: från .* tills vidare\.$/),
      'Ja. Det som registrerades på rad 1 gav åtkomst.',
      'Ja. Det som registrerades på rad 1 gav åtkomst.',
      expect.stringMatching(/^Det gäller inte längre\. /),
      expect.stringMatching(/^Giltighet därefter: från /),
      'Ja, i en nödsituation. Det som registrerades på rad 5 gav åtkomst.',
      expect.stringMatching(/^Det visades\. Antal: \d+\.$/),
      'Det visades. Antal: 2.',
    ]);
    expect(lines[7]!.words).toMatchObject({
      who: expect.stringContaining(`${userInfo().username}@`),
      why: 'case 7',
    });
    expect(JSON.stringify(lines)).not.toContain(other.extension);
    expect(read('sv', 'extract.html')).not.toContain(other.extension);
  });

  it('each line is proved by its receipt to the verifier that stands alone, which says when it happened', async () => {
    const key = read('data', 'keys', 'checkpoint.pub').trim();
    for (const { kind: what, receipt, at, recorded } of linesOf('sv')) {
      const { code, out, err } = await ledger([join(folder.path, 'sv', receipt!), key], { main: VERIFIER });
      expect([what, code, err]).toEqual([what, 0, '']);
      expect(out).toMatch(/^Proved: /);
      expect(out).toContain(at);
      if (what !== 'event') expect(read('sv', receipt!)).toContain(recorded.id);
    }
  });

  it('the command line says the same of the receipt for a look, and covers the identity', async () => {
    const key = read('data', 'keys', 'checkpoint.pub').trim();
    const receipt = join(folder.path, 'sv', linesOf('sv').at(-1)!.receipt!);
    const told = await ledger(['verify-receipt', receipt], { environment });
    expect(told).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('Stated purpose: case 7') as string,
    });
    expect(told.out).not.toContain(patient.extension);
    expect((await ledger([receipt, key], { main: VERIFIER })).out).toBe(told.out);
  });

  it('the page says who it is about, and stands alone: what somebody wrote is text, and nothing else is loaded', () => {
    const page = read('sv', 'extract.html');
    expect(page).toContain(`${patient.extension.slice(0, 8)}-${patient.extension.slice(8)}`);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; "Remiss"');
    expect(page).toContain('request 118');
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:/);
    for (const { receipt } of linesOf('sv'))
      if (receipt !== null) expect(page).toContain(`href="${receipt}"`);
  });

  it('nobody but the owner may read any of it, and no name in it says whom it is about', () => {
    const names = readdirSync(join(folder.path, 'sv'), { recursive: true, encoding: 'utf8' });
    expect(names).toHaveLength(3 + 2 + 3 + 2);
    for (const name of ['.', ...names]) {
      const { mode } = statSync(join(folder.path, 'sv', name));
      expect([name, mode & 0o077]).toEqual([name, 0]);
      expect(name).not.toContain(patient.extension.slice(2, 8));
    }
  });

  it('it is recorded as a look, with who made it, about whom and what for, and the next extract has it', async () => {
    expect(await extract(patient, 'nb', '--language', 'nb')).toMatchObject({ code: 0, err: '' });
    const line = linesOf('nb').find(({ words }) => words.title === 'Et utdrag ble laget')!;
    expect(line.recorded).toMatchObject({
      contract: 'ledger extract',
      purpose: 'request 118',
      patient,
      shown: 8,
      systemUser: `${userInfo().username}@${hostname()}`,
    });
    expect(read('nb', 'extract.html')).toContain('lang="nb"');
  });

  it('of a patient of whom nothing is recorded, it says so', async () => {
    const run = await extract(unknown, 'none', '--language', 'en');
    expect(run).toMatchObject({ code: 0, err: '', out: expect.stringContaining(': 0 lines.') as string });
    expect(read('none', 'extract.html')).toContain('Nothing is recorded about the patient.');
    expect(readdirSync(join(folder.path, 'none')).sort()).toEqual(['extract.html', 'extract.ndjson']);
  });

  it('what cannot be meant or made is refused in a sentence, and leaves nothing', async () => {
    const taken = join(folder.path, 'taken');
    mkdirSync(taken);
    expect(await extract(patient, 'taken')).toMatchObject({
      code: 3,
      err: `There already is ${taken}. Name another folder, or move it away.\n`,
    });
    expect(readdirSync(taken)).toEqual([]);
    expect(await extract(patient, 'no/such')).toMatchObject({
      code: 3,
      err: `There is no folder ${join(folder.path, 'no')}.\n`,
    });
    writeFileSync(join(folder.path, 'file'), '');
    expect(await extract(patient, 'file/below')).toMatchObject({
      code: 3,
      err: `A folder is needed, and this is a file: ${join(folder.path, 'file/below')}.\n`,
    });
    const bad = await extract({ ...patient, extension: '191212121210' }, 'bad');
    expect([bad.code, bad.out]).toEqual([2, '']);
    expect(bad.err).not.toContain('1210');
    expect(existsSync(join(folder.path, 'bad'))).toBe(false);
  });
});
