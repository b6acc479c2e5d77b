import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { open } from 'lmdb';
import { encode } from '#consent';
import { provenance, registered } from '#consent/given';
import { quantile } from './support/quantile';
import { table } from './support/table';

const TIMES = Number(process.env.TIMES ?? 20_000);
const ROWS = Number(process.env.ROWS ?? 20_000);
const ROUNDS = Number(process.env.ROUNDS ?? 5);

const event = JSON.stringify(encode(registered(), provenance));
const content = Buffer.from(event);
const row = content.subarray(0, 180);
const key = createSecretKey(randomBytes(32));
const bound = randomBytes(100);

function seal(plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function unseal(sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(bound);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

const hmac = (secret: Parameters<typeof createHmac>[1]): Buffer =>
  createHmac('sha256', secret).update(bound).digest();

/** A key that is grown from a secret by twenty steps. */
function grow(): void {
  let secret = hmac(key);
  for (let level = 1; level < 20; level++) secret = hmac(secret);
}

const [sealedEvent, sealedRow, deflated] = [seal(content), seal(row), deflateRawSync(content)];

const works: readonly (readonly [name: string, work: () => unknown])[] = [
  ['JSON.parse of an event', () => JSON.parse(event) as unknown],
  ['AES-256-GCM: seal an event', () => seal(content)],
  ['open it', () => unseal(sealedEvent)],
  ['seal a row', () => seal(row)],
  ['open it again', () => unseal(sealedRow)],
  ['HMAC-SHA-256', () => hmac(key)],
  ['twenty of them', grow],
  ['deflate an event', () => deflateRawSync(content)],
  ['inflate it', () => inflateRawSync(deflated)],
];

/** Microseconds of processor time. */
function timeOf(work: () => unknown, times: number): number {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

const median = (numbers: readonly number[]): number =>
  quantile(
    [...numbers].sort((a, b) => a - b),
    0.5,
  );

function sealing(): string {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => works.map(([, work]) => timeOf(work, TIMES)));
  const medians = works.map((_, index) => median(rounds.slice(1).map((round) => round[index]!)));
  const rows = works.map(([name], index) => [
    name,
    medians[index]!.toFixed(1),
    (medians[index]! / medians[0]!).toFixed(1),
  ]);
  return table(['', 'µs', '/ parse'], rows);
}

interface Pages {
  readonly put: number;
  readonly get: number;
  readonly bytes: Buffer;
}

/** Rows put in small transactions into a file of LMDB, in a mixed order, and got in another. */
async function pages(encryptionKey: string | undefined): Promise<Pages> {
  const path = await mkdtemp(join(tmpdir(), 'pages-'));
  const environment = open({
    path,
    noSubdir: false,
    encoding: 'binary',
    noSync: true,
    eventTurnBatching: false,
    ...(encryptionKey !== undefined && { encryptionKey }),
  });
  const before = process.cpuUsage();
  for (let from = 0; from < ROWS; from += 100)
    await environment.transaction(() => {
      for (let each = from; each < from + 100; each++) environment.putSync((each * 7919) % ROWS, row);
    });
  const { user, system } = process.cpuUsage(before);
  let next = 0;
  const get = timeOf(() => {
    if (next % 20 === 0) environment.resetReadTxn();
    if (!environment.get((++next * 104_729) % ROWS)) throw new Error('A row is missing.');
  }, ROWS);
  await environment.close();
  const bytes = await readFile(join(path, 'data.mdb'));
  await rm(path, { recursive: true });
  return { put: (user + system) / ROWS, get, bytes };
}

async function encryptedPages(): Promise<string> {
  const rows: string[][] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const [plain, encrypted] = [await pages(undefined), await pages('x'.repeat(32))];
    const figures = [encrypted.put, plain.put, encrypted.get, plain.get].map((figure) => figure.toFixed(1));
    const [put, plainPut, get, plainGet] = figures as [string, string, string, string];
    const ratios = [encrypted.put / plain.put, encrypted.get / plain.get].map((ratio) => ratio.toFixed(1));
    rows.push([`round ${round}`, put, plainPut, ratios[0]!, get, plainGet, ratios[1]!]);
  }
  return table(['', 'put µs', 'plain put µs', '/ plain', 'get µs', 'plain get µs', '/ plain'], rows);
}

const PAGE = 4096;
const VALUE = 3000;

/** A file whose page has been written so many times, each time with another letter. */
async function fileWrittenOver(times: number): Promise<Buffer> {
  const path = await mkdtemp(join(tmpdir(), 'key-stream-'));
  const options = { path, noSubdir: false, encoding: 'binary', eventTurnBatching: false } as const;
  const environment = open({ ...options, encryptionKey: 'x'.repeat(32) });
  for (let time = 0; time < times; time++)
    await environment.transaction(() => environment.putSync('key', Buffer.alloc(VALUE, letter(time))));
  await environment.close();
  const bytes = await readFile(join(path, 'data.mdb'));
  await rm(path, { recursive: true });
  return bytes;
}

const letter = (time: number): number => 'A'.charCodeAt(0) + time;

/** Whether two versions of a page, by different transactions, differ exactly as their plain texts do: then one gives the other away. */
async function keyStreamComesAgain(): Promise<boolean> {
  const [first, later] = [await fileWrittenOver(1), await fileWrittenOver(5)];
  const expected = letter(0) ^ letter(3);
  const length = Math.min(first.length, later.length);
  for (let page = 2 * PAGE; page < length; page += PAGE) {
    const same = first
      .subarray(page, page + PAGE)
      .filter((byte, at) => (byte ^ later[page + at]!) === expected);
    if (same.length > VALUE / 2) return true;
  }
  return false;
}

async function main(): Promise<void> {
  process.stdout.write(
    `An event of ${content.length} bytes, deflated ${deflated.length}; a row of ${row.length}.\n\n`,
  );
  process.stdout.write(`${sealing()}\n`);
  process.stdout.write(`Pages of LMDB, encrypted by the library\n\n${await encryptedPages()}\n`);
  const answer = (await keyStreamComesAgain()) ? 'yes' : 'no';
  process.stdout.write(`Two versions of one page are encrypted by the same key stream: ${answer}.\n`);
}

void main();
