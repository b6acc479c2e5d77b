import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PlantedTree, ROOT } from './architecture/planted-tree';

const suite = (isPresent: boolean): string => `
  import { describeWith } from '${join(ROOT, 'test/support/machine-part')}';
  const part = { name: 'a harp', install: 'Buy a harp.', isPresent: () => ${isPresent} };
  describeWith(part, () => it('sounds', () => undefined));
`;

const config = `module.exports = {
  ...require('${ROOT}/jest.config.cjs'),
  transform: { '\\\\.ts$': '${ROOT}/node_modules/@swc/jest/index.js' },
  reporters: ['default', '${ROOT}/tools/skipped-tests-reporter.cjs'],
};`;

/** What Jest prints about a suite in a folder of its own. */
async function report(isPresent: boolean): Promise<string> {
  const tree = await PlantedTree.of({ 'jest.config.cjs': config, 'harp.spec.ts': suite(isPresent) });
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const { stderr } = spawnSync(process.execPath, [jest], { cwd: tree.folder, encoding: 'utf8' });
  await tree.remove();
  return stderr;
}

it('names the skipped tests in the summary, with what to install', async () => {
  const summary = await report(false);
  expect(summary).toContain('\nharp.spec.ts: 1 tests SKIPPED, for it needs a harp. Buy a harp.\n');
  expect(summary).toMatch(/^Tests: +1 skipped, 1 total$/m);
});

it('runs the tests where the part is present, and then names nothing', async () => {
  const summary = await report(true);
  expect(summary).not.toContain('SKIPPED');
  expect(summary).toMatch(/^Tests: +1 passed, 1 total$/m);
});
