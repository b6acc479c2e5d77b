import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { ReadModelStorage } from '#ledger';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const FILL = join(__dirname, '../../dist/test/processes/fill-read-models.js');

let folder: TemporaryFolder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

/** A process that fills the read models, which may write files as large as is said, in KB: a full disk for one process. */
function fill(batches: number, room = 'unlimited') {
  const limited = `ulimit -S -f ${room}; exec "$0" "$@"`;
  return spawn('bash', ['-c', limited, process.execPath, FILL, folder.path, String(batches)]);
}

/** How a process ended, and what it complained of. */
async function endOf(child: ChildProcessWithoutNullStreams) {
  const [complaint, [code, signal]] = await Promise.all([
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { code, signal, complaint };
}

const comeAndGo = () => ReadModelStorage.open(folder.path, [], () => null).close();

it('grow under one process while others come and go, and no batch is forgotten', async () => {
  const filling = fill(400);
  const end = endOf(filling);
  let said = '';
  filling.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(filling.stdout, 'data');
  while (filling.exitCode === null && filling.signalCode === null) {
    await comeAndGo();
    await delay(5);
  }
  expect(await end).toEqual({ code: 0, signal: null, complaint: '' });
  expect(said).toBe('open\n{"refused":null}\n');
});

it('refuse a batch on a full disk, say why, and leave the process alive', async () => {
  const filling = fill(400, '3000');
  const said = text(filling.stdout);
  expect(await endOf(filling)).toMatchObject({ code: 0, signal: null });
  expect(JSON.parse((await said).split('\n')[1]!)).toEqual({
    refused: {
      name: 'Error',
      message: expect.stringMatching(/file too large|input\/output error/i) as string,
    },
  });
});
