#!/usr/bin/env node
// Packs libs/client as the npm package @consent-ledger/client. Needs `npm run build`: the types of the messages are written from the
// fields that the built libs/contracts describes.
//
//   node tools/pack-client.mjs [folder]     where the package goes; the present folder by default

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import ts from 'typescript';
import { typesOfMessages } from './message-types.mjs';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = join(PROJECT, 'libs/client/src');
const ENTRIES = { index: './src/index', nest: './src/nest/index', testing: './src/testing/index' };

const destination = resolve(process.argv[2] ?? '.');
// Below the project, so that the client's packages are found.
const folder = mkdtempSync(join(PROJECT, 'dist/.client-'));
const require = createRequire(import.meta.url);
try {
  compile();
  writeFileSync(join(folder, 'src/contracts.d.ts'), typesOfMessages());
  for (const [name, file] of Object.entries(ENTRIES)) writeEntry(name, file);
  for (const name of readdirSync(join(PROJECT, 'libs/client/package')))
    copyFileSync(join(PROJECT, 'libs/client/package', name), join(folder, name));
  copyFileSync(join(PROJECT, 'LICENSE'), join(folder, 'LICENSE'));
  pack();
} finally {
  rmSync(folder, { recursive: true });
}

/** Compiles the client alone: its imports of the contracts' types lead to a file of the package. */
function compile() {
  const { config } = ts.readConfigFile(join(PROJECT, 'tsconfig.build.json'), ts.sys.readFile);
  const base = ts.parseJsonConfigFileContent(config, ts.sys, PROJECT);
  const options = {
    ...base.options,
    ...{
      declaration: true,
      incremental: false,
      sourceMap: false,
      removeComments: false,
      tsBuildInfoFile: undefined,
    },
  };
  const files = base.fileNames.filter((file) => file.startsWith(SOURCES));
  const program = ts.createProgram(files, options);
  const write = (path, text) => {
    const target = join(folder, 'src', relative(join(options.outDir, 'libs/client/src'), path));
    const contracts = relative(dirname(target), join(folder, 'src/contracts'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(
      target,
      text.replaceAll("'#contracts'", `'${contracts.startsWith('.') ? contracts : `./${contracts}`}'`),
    );
  };
  const problems = files
    .map((file) => program.getSourceFile(file))
    .flatMap((file) => [...program.getSemanticDiagnostics(file), ...program.emit(file, write).diagnostics]);
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, ts.createCompilerHost(options)));
}

/** An entry for CommonJS, and one for ES modules that passes it on, so that everything exists once. */
function writeEntry(name, file) {
  const write = (ending, text) => writeFileSync(join(folder, `${name}.${ending}`), `${text}\n`);
  write('js', `module.exports = require('${file}');`);
  write('d.ts', `export * from '${file}';`);
  write('d.mts', `export * from '${file}.js';`);
  const names = Object.keys(require(join(folder, `${name}.js`)));
  write('mjs', `import entry from './${name}.js';\n\nexport const { ${names.join(', ')} } = entry;`);
}

function pack() {
  const { status } = spawnSync('npm', ['pack', '--silent', '--pack-destination', destination], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
