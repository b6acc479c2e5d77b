import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { commands } from '../../apps/ledger/src/commands';
import manifest from '../../package.json';
import { ledger } from '../support/ledger-cli';
import { projectFolder } from '../support/project-folder';

/** A text without the breaks that a help makes of long lines. */
const WIDE = { environment: { COLUMNS: '400' } };

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe.each(commands.map((command) => ({ name: command.name, command })))('$name', ({ name, command }) => {
  it('says what it does, what it ends with, and how it is called', async () => {
    const { code, out, err } = await ledger([name, '--help'], WIDE);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const help = onOneLine(out);
    expect(help).toContain(`Usage: ledger ${name} `);
    expect(help).toContain(onOneLine(command.summary));
    for (const option of ['--json', '--data-dir <folder>', '-h, --help'])
      expect(help).toContain(` ${option} `);
    for (const code of [0, 2, 3]) expect(out).toMatch(new RegExp(`^ {2}${code} {4}\\S`, 'm'));
    expect(/^ {2}1 {4}(\S.*)$/m.exec(out)?.[1]).toBe(command.found);
    expect(await ledger(['help', name], WIDE)).toMatchObject({ code: 0, out });
  });

  it('fits 40 columns: nothing but a call of an example is longer, because it is to be copied', async () => {
    const { out } = await ledger([name, '--help'], { environment: { COLUMNS: '40' } });
    expect(out.split('\n').filter((line) => line.length > 40 && !line.startsWith('    ledger '))).toEqual([]);
  });

  it('has examples, each a call of it with options that it has', async () => {
    const { out } = await ledger([name, '--help']);
    const help = onOneLine(out);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { call, does } of command.examples) {
      expect(help).toContain(` ${onOneLine(does)} ledger ${onOneLine(call)}`);
      expect(out).toContain(`\n    ledger ${call}`);
      expect(call.split(' ')).toContain(name);
      const options = call.match(/(?<=\s)--[a-z-]+/g) ?? [];
      expect(options.filter((option) => !out.includes(option))).toEqual([]);
    }
  });
});

describe('ledger', () => {
  it('lists every command with its summary, in order', async () => {
    const { code, out } = await ledger(['--help']);
    expect(code).toBe(0);
    const places = commands.map(({ summary }) => onOneLine(out).indexOf(onOneLine(summary)));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(await ledger(['help'])).toMatchObject({ code: 0, out });
  });

  it('ends with 2 and its help when no command is named', async () => {
    const { out } = await ledger(['--help']);
    expect(await ledger([])).toMatchObject({ code: 2, out: '', err: out });
  });

  it('tells its version', async () => {
    expect(await ledger(['--version'])).toMatchObject({ code: 0, out: `${manifest.version}\n` });
  });

  it('is found by npx in a built checkout', async () => {
    const { stdout } = await promisify(execFile)('npx', ['ledger', '--version'], { cwd: projectFolder });
    expect(stdout).toBe(`${manifest.version}\n`);
  });

  it('is left by every build as a file that can be run', async () => {
    const { mode } = await stat(join(projectFolder, manifest.bin.ledger));
    expect(mode & 0o111).toBe(0o111);
  });

  it.each([
    [['histroy'], "Unknown command 'histroy'. (Did you mean history?)\n"],
    [['history'], "Missing required argument 'assertionId'.\n"],
    [['history', 'a', 'b'], "Too many arguments for 'history'. Expected 1 argument but got 2.\n"],
    [['history', 'a', '--jsn'], "Unknown option '--jsn'. (Did you mean --json?)\n"],
    [['history', 'a', '--svg'], "Option '--svg <file>' argument missing.\n"],
  ])('refuses %j in a sentence', async (args, err) => {
    expect(await ledger(args)).toMatchObject({ code: 2, out: '', err });
  });
});

it('loads neither a store nor a log to help', async () => {
  const printLoaded = join(projectFolder, 'dist/test/processes/print-loaded.js');
  const { err } = await ledger(['--help'], { environment: { NODE_OPTIONS: `--require=${printLoaded}` } });
  const loaded = JSON.parse(err) as string[];
  const packages = new Set(
    loaded.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
  );
  expect([...packages]).toEqual(['commander']);
  expect(loaded.filter((path) => path.includes('/dist/libs/'))).toEqual([]);
});
