// What the packing of each npm package of this project shares.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import ts from 'typescript';

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Makes a package, and leaves its archive in the folder that the command line names, or in the present one.
 *
 * @param assets the folder of what goes into the package as it is
 * @param fill writes the rest into the folder that it is given, which is below the project, so that its packages are found
 */
export function makePackage(assets, fill) {
  const destination = resolve(process.argv[2] ?? '.');
  const folder = mkdtempSync(join(PROJECT, 'dist/.package-'));
  try {
    for (const name of readdirSync(join(PROJECT, assets)))
      copyFileSync(join(PROJECT, assets, name), join(folder, name));
    copyFileSync(join(PROJECT, 'LICENSE'), join(folder, 'LICENSE'));
    fill(folder);
    pack(folder, destination);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The sources of the product, and how they are compiled. */
export function productOf(more = {}) {
  const { config } = ts.readConfigFile(join(PROJECT, 'tsconfig.build.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, PROJECT);
  const own = { incremental: false, sourceMap: false, tsBuildInfoFile: undefined, ...more };
  return { options: { ...options, ...own }, fileNames };
}

/**
 * Compiles some files of a program.
 *
 * @param place where in the package the code goes that the build would write to this path below dist, and how it reads there
 */
export function compile(program, files, place) {
  const { outDir } = program.getCompilerOptions();
  const write = (path, text) => {
    const { target, content = text } = place(relative(outDir, path), text);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  };
  const problems = files.flatMap((file) => [
    ...program.getSemanticDiagnostics(file),
    ...program.emit(file, write).diagnostics,
  ]);
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, ts.createCompilerHost({})));
}

function pack(folder, destination) {
  const { status } = spawnSync('npm', ['pack', '--silent', '--pack-destination', destination], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = status ?? 1;
}
