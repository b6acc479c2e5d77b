#!/usr/bin/env node
// Packs libs/client as the npm package @consent-ledger/client. Needs `npm run build`: the types of the messages are written from the
// fields that the built libs/contracts describes.
//
//   node tools/pack-client.mjs [folder]     where the package goes; the present folder by default

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { typesOfMessages } from './message-types.mjs';
import { compile, makePackage, productOf, PROJECT } from './packing.mjs';

const SOURCES = 'libs/client/src';
const ENTRIES = { index: './src/index', nest: './src/nest/index', testing: './src/testing/index' };

const require = createRequire(import.meta.url);

makePackage('libs/client/package', (folder) => {
  compileClient(folder);
  writeFileSync(join(folder, 'src/contracts.d.ts'), typesOfMessages());
  for (const [name, file] of Object.entries(ENTRIES)) writeEntry(folder, name, file);
});

/** Compiles the client alone: its imports of the contracts' types lead to a file of the package. */
function compileClient(folder) {
  const { options, fileNames } = productOf({ declaration: true, removeComments: false });
  const files = fileNames.filter((file) => file.startsWith(join(PROJECT, SOURCES)));
  const program = ts.createProgram(files, options);
  const sources = files.map((file) => program.getSourceFile(file));
  compile(program, sources, (path, text) => {
    const target = join(folder, 'src', relative(SOURCES, path));
    const contracts = relative(dirname(target), join(folder, 'src/contracts'));
    const from = contracts.startsWith('.') ? contracts : `./${contracts}`;
    return { target, content: text.replaceAll("'#contracts'", `'${from}'`) };
  });
}

/** An entry for CommonJS, and one for ES modules that passes it on, so that everything exists once. */
function writeEntry(folder, name, file) {
  const write = (ending, text) => writeFileSync(join(folder, `${name}.${ending}`), `${text}\n`);
  write('js', `module.exports = require('${file}');`);
  write('d.ts', `export * from '${file}';`);
  write('d.mts', `export * from '${file}.js';`);
  const names = Object.keys(require(join(folder, `${name}.js`)));
  write('mjs', `import entry from './${name}.js';\n\nexport const { ${names.join(', ')} } = entry;`);
}
