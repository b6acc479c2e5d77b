import { spawnSync } from 'node:child_process';
import { commands } from '../../apps/ledger/src/commands';
import { ledger } from '../support/ledger-cli';
import { describeWith, type MachinePart } from '../support/machine-part';

const BASH = 'bash';

const bash: MachinePart = {
  name: BASH,
  install: 'Install bash.',
  isPresent: () => spawnSync(BASH, ['--version'], { stdio: 'ignore' }).status === 0,
};

const names = commands.map(({ name }) => name);

const scriptFor = async (shell: string): Promise<string> => {
  const { code, out, err } = await ledger(['completion', shell]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
};

interface Described {
  readonly name: string;
  readonly options: readonly { readonly long: string; readonly description: string }[];
}

const described = async (): Promise<Described[]> =>
  (await ledger(['completion', 'bash', '--json'])).records() as Described[];

it('describes every command with the options of its help', async () => {
  const all = await described();
  expect(all.map(({ name }) => name)).toEqual(names);
  for (const { options } of all)
    expect(options.map(({ long }) => long)).toEqual(
      expect.arrayContaining(['--json', '--data-dir', '--help']),
    );
});

it.each(['zsh', 'fish'])(
  'has every command and option for %s, between quotation marks that close',
  async (shell) => {
    const script = await scriptFor(shell);
    const without = script.replaceAll("'\\''", '').replaceAll("\\'", '').replaceAll(/^#.*$/gm, '');
    for (const line of without.split('\n')) expect((line.match(/'/g) ?? []).length % 2).toBe(0);
    for (const { name, options } of await described()) {
      expect(script).toContain(name);
      for (const { long } of options)
        expect(script).toContain(shell === 'fish' ? `-l ${long.slice(2)} ` : `'${long}[`);
    }
  },
);

it.each([['tcsh'], []])('knows no other shell, and needs one: %j', async (...shell: string[]) => {
  expect((await ledger(['completion', ...shell])).code).toBe(2);
});

describeWith(bash, () => {
  let script: string;

  beforeAll(async () => {
    script = await scriptFor('bash');
  });

  /** What bash offers for the last of these words, with the script loaded as a shell loads it. */
  const offered = (...words: string[]): string[] => {
    const program = `${script}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_ledger
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { status, stdout, stderr } = spawnSync(
      BASH,
      ['--norc', '--noprofile', '-c', program, 'bash', 'ledger', ...words],
      { encoding: 'utf8', cwd: '/', env: { PATH: process.env.PATH } },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return stdout.split('\n').filter((line) => line !== '');
  };

  it('is what bash calls for ledger', () => {
    const { stdout } = spawnSync(BASH, ['-c', `${script}\ncomplete -p ledger`], { encoding: 'utf8' });
    expect(stdout).toBe('complete -F _ledger ledger\n');
  });

  it('offers every command, and those that begin so', () => {
    expect(offered('')).toEqual(expect.arrayContaining(names));
    expect(offered('sig')).toEqual(['sign-ons', 'sign-off'].filter((name) => names.includes(name)));
    expect(offered('no-such')).toEqual([]);
  });

  it('offers the options of a command, and of no other', () => {
    expect(offered('decisions', '--re')).toEqual(['--re-execute']);
    expect(offered('history', '--re')).toEqual([]);
  });

  it('offers what an argument may be, the commands to help, and files where anything may stand', () => {
    expect(offered('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
    expect(offered('help', 'ver')).toEqual(['verify', 'verify-receipt']);
    expect(offered('verify', '--data-dir', 'et')).toEqual(['etc']);
    expect(offered('import', 'et')).toEqual(['etc']);
  });
});
