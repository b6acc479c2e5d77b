import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../support/project-folder';

const PACKAGE = join(projectFolder, 'node_modules/@sparticuz/chromium');
const CACHE = join(projectFolder, 'node_modules/.cache');

/** A browser's program, and the environment that it needs. */
export interface BrowserProgram {
  readonly path: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The package is an ES module, unpacks into TMPDIR, and brings its libraries only where it believes to be on AWS Lambda. */
const UNPACK = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";

/** The Chromium that `npm ci` brought for Linux, unpacked beside it; null where there is no such package for this machine. */
export function unpackedChromium(): BrowserProgram | null {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(PACKAGE)) return null;
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const folder = join(CACHE, `chromium-${version}`);
  if (!existsSync(folder)) unpackTo(folder);
  const environment = {
    ...process.env,
    LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
  };
  return { path: join(folder, 'chromium'), environment };
}

/** The folder appears whole or not at all: several test processes may unpack at once, and the first one's is kept. */
function unpackTo(folder: string): void {
  mkdirSync(CACHE, { recursive: true });
  const scratch = mkdtempSync(`${folder}-`);
  try {
    const env = { ...process.env, TMPDIR: scratch, AWS_EXECUTION_ENV: 'nodejs20.x' };
    const options = { cwd: projectFolder, env, encoding: 'utf8' } as const;
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', UNPACK],
      options,
    );
    if (status !== 0) throw new Error(`The browser's package cannot be unpacked:\n${stderr}`);
    writeFileSync(join(scratch, 'fonts.conf'), fontsIn(folder));
    keepFirst(scratch, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function keepFirst(scratch: string, folder: string): void {
  try {
    renameSync(scratch, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** The machine's fonts, and the package's own for a machine without any. */
const fontsIn = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
