import { spawnSync } from 'node:child_process';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { startSampledService, type SampledService } from './sampled-service';

/** The number before the first full stop of what a program prints; 0: there is no such program. */
export const majorOf = (program: string, option: string): number =>
  Number(/\d+/.exec(String(spawnSync(program, [option], { encoding: 'utf8' }).stdout))?.[0] ?? 0);

/** A running service with its examples, and a folder to compile them in. */
export interface Workplace {
  readonly service: SampledService;
  readonly folder: TemporaryFolder;
  leave(): Promise<void>;
}

export async function enterWorkplace(): Promise<Workplace> {
  const [service, folder] = [await startSampledService(), await temporaryFolder()];
  const leave = async () => {
    await service.close();
    await folder.remove();
  };
  return { service, folder, leave };
}

/** One program is compiled for all examples, each a function of its own below the imports of all. */
export function programOf(
  samples: readonly (readonly [name: string, source: string])[],
  isImport: RegExp,
  functionOf: (body: string, name: string) => string,
) {
  const inLines = samples.map(([name, source]) => ({ name, lines: source.split('\n') }));
  const imports = inLines.flatMap(({ lines }) => lines.filter((line) => isImport.test(line)));
  const functions = inLines.map(({ name, lines }) =>
    functionOf(lines.filter((line) => !isImport.test(line)).join('\n'), name),
  );
  return { imports: [...new Set(imports)], functions, names: inLines.map(({ name }) => name) };
}

/** What the program printed: a line for each example, with the status and the answer. */
export function demandAnswered(names: readonly string[], printed: string): void {
  const lines = printed.trim().split(/\n(?=\d{3} )/);
  expect(lines).toHaveLength(names.length);
  for (const [index, name] of names.entries()) {
    const [, status, answer] = /^(\d{3}) (.*)$/s.exec(lines[index]!)!;
    expect([name, status]).toEqual([name, name === 'registerExtendedConsent' ? '201' : '200']);
    expect(JSON.parse(answer!)).toEqual(expect.any(Object));
  }
}
