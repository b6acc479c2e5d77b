import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settings } from '#platform';
import { projectFolder } from '../support/project-folder';

const units = ['consent-ledger', 'consent-portal'] as const;

const linesOf = (unit: string): [name: string, value: string][] =>
  readFileSync(join(projectFolder, `deploy/systemd/${unit}.service`), 'utf8')
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);

describe.each(units)('%s.service', (unit) => {
  const lines = linesOf(unit);
  const valueOf = (name: string): string => lines.find(([each]) => each === name)![1];

  it('starts a program that a build makes, with the folder that systemd gives it', () => {
    const [, main] = valueOf('ExecStart').split(' ') as [string, string];
    const source = main.replace('dist/', '').replace('.js', '.ts');
    expect(existsSync(join(projectFolder, source))).toBe(true);
    expect(valueOf('Environment')).toBe(`NODE_ENV=production DATA_DIR=/var/lib/${valueOf('StateDirectory')}`);
  });

  it('waits for a stop longer than the program takes, and starts it again after a failure', () => {
    expect(Number(valueOf('TimeoutStopSec')) * 1000).toBeGreaterThan(settings.SHUTDOWN_DEADLINE_MS.default!);
    expect(valueOf('Restart')).toBe('on-failure');
  });
});

it('both confine what they start alike', () => {
  const confinement = (unit: string) =>
    linesOf(unit).filter(([name]) => /^(Protect|Private|Restrict|NoNew|Capab|System|Lock|UMask)/.test(name));
  expect(confinement(units[0]).length).toBeGreaterThan(15);
  expect(confinement(units[1])).toEqual(confinement(units[0]));
});
