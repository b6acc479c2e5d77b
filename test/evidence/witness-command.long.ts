import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cosignaturesOn, noteSigner, readWitnessKey, signCheckpoint } from '#evidence';
import { ledger, spawnLedger } from '../support/ledger-cli';
import { serveOnLoopback } from '../support/loopback-server';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const signer = noteSigner('example.com/ledger', generateKeyPairSync('ed25519').privateKey);

let folder: TemporaryFolder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

/** The built command, once it listens. */
async function runWitness(...options: string[]) {
  const child = spawnLedger(
    ['witness', signer.verifier.text, '--folder', join(folder.path, 'witness'), '--port', '0', ...options],
    { cwd: folder.path },
  );
  for await (const line of createInterface({ input: child.stdout! })) {
    const { message, url, key, logs } = JSON.parse(line) as Record<string, string>;
    if (message !== 'listening') continue;
    child.stdout!.resume();
    const end = async (signal: NodeJS.Signals) => {
      const closed = once(child, 'close') as Promise<[number | null]>;
      child.kill(signal);
      return (await closed)[0];
    };
    return { url: url!, key: readWitnessKey(key!), logs, end };
  }
  throw new Error('The witness ended before it listened.');
}

/** A tree of one leaf, which is its root. */
const noteOf = (size: number, root: number) => signCheckpoint({ size, root: Buffer.alloc(32, root) }, signer);

async function send(url: string, oldSize: number, note: string) {
  const body = `old ${oldSize}\n\n${note}`;
  const response = await fetch(new URL('add-checkpoint', url), { method: 'POST', body });
  return { status: response.status, body: await response.text() };
}

it('what it has cosigned is never forgotten: it is killed at once after its answer, and does not cosign another history', async () => {
  const first = await runWitness('--name', 'witness.example.org/one');
  const note = noteOf(1, 7);
  const { status, body } = await send(first.url, 0, note);
  expect(status).toBe(200);
  await first.end('SIGKILL');
  expect(cosignaturesOn(note + body, [first.key])).toMatchObject([{ witness: 'witness.example.org/one' }]);

  const second = await runWitness('--name', 'witness.example.org/one');
  expect(second.key.text).toBe(first.key.text);
  expect(await send(second.url, 0, noteOf(2, 8))).toEqual({ status: 409, body: '1\n' });
  expect(await send(second.url, 1, noteOf(1, 8))).toMatchObject({ status: 422 });
  expect(readdirSync(join(folder.path, 'witness', 'refused'))).toHaveLength(3);
  expect(await send(second.url, 1, note)).toMatchObject({ status: 200 });
  expect(await second.end('SIGTERM')).toBe(0);
});

it('witnesses a ledger and the records of checks in its name, with a key that only its owner can read', async () => {
  const { logs, end } = await runWitness();
  expect(logs).toEqual(['example.com/ledger', 'example.com/ledger/decisions']);
  expect(statSync(join(folder.path, 'witness', 'witness.pem')).mode & 0o777).toBe(0o600);
  expect(await end('SIGINT')).toBe(0);
});

it.each([
  [['nonsense'], /^"nonsense" is neither a file nor a public key/],
  [[signer.verifier.text, '--port', '65536'], /^--port is a whole number from 0 to 65535\./],
  [[signer.verifier.text, '--name', 'my witness'], /^--name: The name of a key can hold neither spaces/],
])('is refused when it is called with %j', async (options, why) => {
  const { code, err } = await ledger(['witness', ...options], { cwd: folder.path });
  expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(why) });
  expect(existsSync(join(folder.path, 'witness'))).toBe(false);
});

it('says what to choose when its address is taken', async () => {
  const { url, close } = await serveOnLoopback(() => undefined);
  const { port } = new URL(url);
  const { code, err } = await ledger(['witness', signer.verifier.text, '--port', port], { cwd: folder.path });
  expect([code, err]).toEqual([3, expect.stringContaining('Choose another --host or --port.')]);
  await close();
});
