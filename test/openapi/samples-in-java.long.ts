import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeWith, type MachinePart } from '../support/machine-part';
import { demandAnswered, enterWorkplace, majorOf, programOf, type Workplace } from './compiled-program';

const run = promisify(execFile);

/** The examples have texts of several lines. */
const java: MachinePart = {
  name: 'a JDK',
  install: 'Run `apt-get install openjdk-17-jdk-headless` as root.',
  isPresent: () => majorOf('javac', '--version') >= 15,
};

let workplace: Workplace;
beforeEach(async () => void (workplace = await enterWorkplace()));
afterEach(() => workplace.leave());

describeWith(java, () => {
  it('every example in Java is answered as meant, in the order of the page', async () => {
    const { imports, functions, names } = programOf(
      workplace.service.samplesIn('Java'),
      /^import /,
      (body, name) => `static void ${name}() throws Exception {\n${body}\n}`,
    );
    const main = `public static void main(String[] none) throws Exception {\n${names.map((name) => `${name}();`).join('\n')}\n}`;
    const file = join(workplace.folder.path, 'Examples.java');
    await writeFile(file, [...imports, 'class Examples {', ...functions, main, '}'].join('\n'));
    const { stdout } = await run('java', [file]);
    demandAnswered(names, stdout);
  });
});
