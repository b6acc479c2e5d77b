import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { identitiesIn } from '../support/identities-in-text';
import { ledger, spawnLedger } from '../support/ledger-cli';
import { person } from '../support/people';
import { projectFolder } from '../support/project-folder';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const ID = 'c0ffee00-0000-4000-8000-000000000001';
const main = join(projectFolder, 'dist/test/processes/command-line.js');

let folder: TemporaryFolder;
beforeAll(async () => (folder = await temporaryFolder()));
afterAll(() => folder.remove());

describe('where the ledger is', () => {
  it('is said by DATA_DIR, and nothing is begun where there is none', async () => {
    const nowhere = join(folder.path, 'nowhere');
    expect(await ledger(['history', ID], { environment: { DATA_DIR: nowhere } })).toMatchObject({
      code: 3,
      out: '',
      err:
        `There is no ledger in ${nowhere}. Name its folder with DATA_DIR, or its server with EVENT_STORE_URL. ` +
        'If it is on a volume, see that the volume is mounted. To begin a new ledger, run "ledger init".\n',
    });
    expect(existsSync(nowhere)).toBe(false);
  });

  it('is said by --data-dir before DATA_DIR, and by DATA_DIR before .env', async () => {
    const cwd = join(folder.path, 'with-settings');
    mkdirSync(cwd);
    writeFileSync(join(cwd, '.env'), `DATA_DIR=${cwd}/from-env-file\n`);
    const environment = { DATA_DIR: join(cwd, 'from-environment') };
    const told = [
      await ledger(['history', ID], { cwd }),
      await ledger(['history', ID], { cwd, environment }),
      await ledger(['history', ID, '--data-dir', `${cwd}/from-option`], { cwd, environment }),
    ];
    expect(told.map(({ err }) => /from-\S+(?=\. )/.exec(err)?.[0])).toEqual([
      'from-env-file',
      'from-environment',
      'from-option',
    ]);
    expect(readdirSync(cwd)).toEqual(['.env']);
  });

  it('is not ./data because a variable in a script was empty', async () => {
    expect(await ledger(['history', ID, '--data-dir', ''])).toMatchObject({
      code: 2,
      out: '',
      err: '--data-dir is empty: name the folder of the ledger.\n',
    });
  });

  it('can be said wrongly', async () => {
    const run = await ledger(['history', ID], {
      environment: { EVENT_STORE_URL: 'http://user:secret@host' },
    });
    expect(run).toMatchObject({ code: 2, out: '', err: expect.stringContaining('EVENT_STORE_URL') });
    expect(run.err).not.toContain('secret');
  });
});

describe('a failure', () => {
  it('that was foreseen is told in its sentence, after everything is closed', async () => {
    expect(await ledger(['fail-in-words'], { main })).toMatchObject({
      code: 3,
      out: '',
      err: 'store closed\nIt cannot be done today.\n',
    });
  });

  it('that nobody foresaw is told in full only to whoever asks for that', async () => {
    const message = `about ${person(1).extension} today`;
    const [quiet, loud] = [
      await ledger(['fail', message], { main }),
      await ledger(['fail', message], { main, environment: { LOG_LEVEL: 'debug' } }),
    ];
    const sentence = 'Unexpected error. Run again with LOG_LEVEL=debug for details.\n';
    expect(quiet).toMatchObject({ code: 3, out: '', err: sentence });
    expect(loud).toMatchObject({
      code: 3,
      err: expect.stringMatching(/^Unexpected error\..*\nError: about … today\n {4}at /),
    });
    expect(identitiesIn(loud.err)).toEqual([]);
  });

  it('is none that repeats a personal identity', async () => {
    const { extension } = person(1);
    const wrong = [
      ['verify', `--patient=${extension}`],
      [extension],
      ['rebuild', extension],
      ['import', extension],
    ];
    for (const args of wrong) {
      const { code, out, err } = await ledger(args, { environment: { DATA_DIR: folder.path } });
      expect({ code, out, identities: identitiesIn(err) }).toEqual({
        code: expect.any(Number),
        out: '',
        identities: [],
      });
      expect([2, 3]).toContain(code);
      expect(err).toContain('…');
    }
  });

  it('is a sentence where a folder is named instead of a file', async () => {
    expect(await ledger(['verify-receipt', folder.path])).toMatchObject({
      code: 3,
      out: '',
      err: 'A file is needed, and this is a folder.\n',
    });
  });
});

describe('being stopped', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s closes what is open, the last first, and ends with 130',
    async (signal) => {
      const child = spawnLedger(['wait'], { main });
      const closed = once(child, 'close') as Promise<[number | null]>;
      const err = text(child.stderr!);
      await once(child.stdout!, 'data');
      child.kill(signal);
      expect([(await closed)[0], await err]).toEqual([130, 'read models closed\nstore closed\n']);
    },
  );

  const shell = (command: string, behind: string) =>
    spawnSync(
      'bash',
      ['-c', `"${process.execPath}" "${main}" ${command} ${behind}; echo "\${PIPESTATUS[0]}"`],
      {
        encoding: 'utf8',
      },
    );

  it('by a reader that has enough is no failure', () => {
    const { stdout, stderr } = shell('talk', '| head -n 2');
    expect({ stdout, stderr }).toEqual({ stdout: 'line 0\nline 1\n0\n', stderr: 'store closed\n' });
  });

  it('is not for such a reader when it looks for something: it ends with what it found', () => {
    const { stdout, stderr } = shell('look-for', '| head -n 2');
    expect({ stdout, stderr }).toEqual({ stdout: 'line 0\nline 1\n1\n', stderr: '' });
  });

  it('by a full disk is told in a sentence', () => {
    const { stdout, stderr } = shell('talk', '> /dev/full');
    expect({ stdout, stderr }).toEqual({
      stdout: '3\n',
      stderr: 'There is no room left on the disk.\nstore closed\n',
    });
  });
});

describe('on a terminal', () => {
  /**
   * Runs in a terminal of its own: `script` shows all that a person would see, and types once the screen shows what a person would
   * wait for.
   */
  async function seen(
    args: string,
    { after = '', typed = '', columns = 80 } = {},
  ): Promise<{ code: number | null; screen: string }> {
    const command = `stty cols ${columns}; "${process.execPath}" "${main}" ${args}`;
    const child = spawn('script', ['-qec', command, '/dev/null'], { env: { PATH: process.env.PATH } });
    const closed = once(child, 'close') as Promise<[number | null]>;
    let screen = '';
    let isTyped = typed === '';
    child.stdout.setEncoding('utf8').on('data', (shown: string) => {
      screen += shown;
      if (isTyped || !screen.includes(after)) return;
      isTyped = true;
      child.stdin.write(typed);
    });
    const [code] = await closed;
    return { code, screen };
  }

  it('asks without showing what is typed', async () => {
    expect(await seen('ask', { after: 'The secret: ', typed: 'swordfish\r' })).toEqual({
      code: 1,
      screen: 'The secret: \r\n9 characters\r\n',
    });
  });

  it('can be stopped while it asks', async () => {
    expect(await seen('ask', { after: 'The secret: ', typed: 'sword\u0003' })).toMatchObject({
      code: 130,
      screen: expect.not.stringContaining('sword'),
    });
  });

  it('shows how far long work has come, with its rate and the time that is left', async () => {
    const { code, screen } = await seen('work');
    expect(code).toBe(0);
    expect(screen).toMatch(/Working .*\d+% {2}[\d,]+\/s {2}\S+ left/);
    expect(screen.trimEnd()).toMatch(/done$/);
  });

  it('has its cursor and its long lines again when the work is stopped', async () => {
    const { code, screen } = await seen('work-until-stopped', { after: 'Working ', typed: '\u0003' });
    expect({ code, isHidden: screen.includes('\u001b[?25l') }).toEqual({ code: 130, isHidden: true });
    for (const mode of ['?25', '?7'])
      expect(screen.lastIndexOf(`\u001b[${mode}h`)).toBeGreaterThan(screen.lastIndexOf(`\u001b[${mode}l`));
  });

  it.each([
    [80, ['Day         Reason', '2026-10-01  Visit in a week, at the ward']],
    [37, ['Day         Reason', '2026-10-01  Visit in a week, at the', '            ward']],
    [24, ['Day     2026-10-01', 'Reason  Visit in a week,', '        at the ward', '']],
    [0, ['Day         Reason', '2026-10-01  Visit in a week, at the ward']],
  ])('of %d columns prints a table that fits', async (columns, lines) => {
    const { code, screen } = await seen('list', { columns });
    expect({ code, lines: screen.split('\r\n').slice(0, -1) }).toEqual({ code: 0, lines });
  });

  it('shows nothing of it to machines', async () => {
    expect(await seen('work --json')).toEqual({ code: 0, screen: '' });
    expect(await ledger(['work'], { main })).toMatchObject({ code: 0, out: 'done\n', err: '' });
  });
});
