import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith, type MachinePart } from '../support/machine-part';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { startSampledService, type SampledService } from './sampled-service';

const run = promisify(execFile);

/** The number before the first full stop of what a program prints; 0: there is no such program. */
const majorOf = (program: string, option: string): number =>
  Number(/\d+/.exec(String(spawnSync(program, [option], { encoding: 'utf8' }).stdout))?.[0] ?? 0);

/** The examples have texts of several lines. */
const java: MachinePart = {
  name: 'a JDK',
  install: 'Run `apt-get install openjdk-17-jdk-headless` as root.',
  isPresent: () => majorOf('javac', '--version') >= 15,
};

/** It runs a file without a project. */
const dotnet: MachinePart = {
  name: 'the SDK of .NET 10',
  install: 'Run `apt-get install dotnet-sdk-10.0` as root.',
  isPresent: () => majorOf('dotnet', '--list-sdks') >= 10,
};

let service: SampledService;
let folder: TemporaryFolder;
beforeEach(async () => {
  service = await startSampledService();
  folder = await temporaryFolder();
});
afterEach(async () => {
  await service.close();
  await folder.remove();
});

/** One program is compiled for all examples, each a function of its own below the imports of all. */
function programOf(label: string, isImport: RegExp, functionOf: (body: string, name: string) => string) {
  const samples = service.samplesIn(label).map(([name, source]) => ({ name, lines: source.split('\n') }));
  const imports = samples.flatMap(({ lines }) => lines.filter((line) => isImport.test(line)));
  const functions = samples.map(({ name, lines }) =>
    functionOf(lines.filter((line) => !isImport.test(line)).join('\n'), name),
  );
  return { imports: [...new Set(imports)], functions, names: samples.map(({ name }) => name) };
}

/** What the program printed: a line for each example, with the status and the answer. */
function demandAnswered(names: readonly string[], printed: string): void {
  const lines = printed.trim().split(/\n(?=\d{3} )/);
  expect(lines).toHaveLength(names.length);
  for (const [index, name] of names.entries()) {
    const [, status, answer] = /^(\d{3}) (.*)$/s.exec(lines[index]!)!;
    expect([name, status]).toEqual([name, name === 'registerExtendedConsent' ? '201' : '200']);
    expect(JSON.parse(answer!)).toEqual(expect.any(Object));
  }
}

describeWith(java, () => {
  it('every example in Java is answered as meant, in the order of the page', async () => {
    const { imports, functions, names } = programOf(
      'Java',
      /^import /,
      (body, name) => `static void ${name}() throws Exception {\n${body}\n}`,
    );
    const main = `public static void main(String[] none) throws Exception {\n${names.map((name) => `${name}();`).join('\n')}\n}`;
    const file = join(folder.path, 'Examples.java');
    await writeFile(file, [...imports, 'class Examples {', ...functions, main, '}'].join('\n'));
    const { stdout } = await run('java', [file]);
    demandAnswered(names, stdout);
  });
});

describeWith(dotnet, () => {
  it('every example in C# is answered as meant, in the order of the page', async () => {
    const { imports, functions, names } = programOf(
      'C#',
      /^using [\w.]+;$/,
      (body, name) => `async Task ${name}()\n{\n${body}\n}`,
    );
    const file = join(folder.path, 'Examples.cs');
    await writeFile(file, [...imports, ...names.map((name) => `await ${name}();`), ...functions].join('\n'));
    const env = { ...process.env, DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1' };
    const { stdout } = await run('dotnet', ['run', file], { cwd: folder.path, env });
    demandAnswered(names, stdout);
  });
});
