import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith, type MachinePart } from '../support/machine-part';
import { demandAnswered, enterWorkplace, majorOf, programOf, type Workplace } from './compiled-program';

const run = promisify(execFile);

/** It runs a file without a project. */
const dotnet: MachinePart = {
  name: 'the SDK of .NET 10',
  install: 'Debian has no package of it: get it from dotnet.microsoft.com.',
  isPresent: () => majorOf('dotnet', '--list-sdks') >= 10,
};

let workplace: Workplace;
beforeEach(async () => void (workplace = await enterWorkplace()));
afterEach(() => workplace.leave());

describeWith(dotnet, () => {
  it('every example in C# is answered as meant, in the order of the page', async () => {
    const { imports, functions, names } = programOf(
      workplace.service.samplesIn('C#'),
      /^using [\w.]+;$/,
      (body, name) => `async Task ${name}()\n{\n${body}\n}`,
    );
    const file = join(workplace.folder.path, 'Examples.cs');
    await writeFile(file, [...imports, ...names.map((name) => `await ${name}();`), ...functions].join('\n'));
    const env = { ...process.env, DOTNET_NOLOGO: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1' };
    const { stdout } = await run('dotnet', ['run', file], { cwd: workplace.folder.path, env });
    demandAnswered(names, stdout);
  });
});
