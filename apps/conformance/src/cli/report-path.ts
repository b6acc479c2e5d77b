import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { InvalidArgumentError } from 'commander';

/** Why a report cannot be written, and what to do, by the code of the system. */
const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder. Name a file.',
  ENOENT: 'ENOENT. Name a file in a folder that exists.',
  ENOTDIR: 'ENOTDIR. A part of the path is a file. Name a file in a folder that exists.',
  EACCES: 'EACCES. Name a file that you may write.',
  EPERM: 'EPERM. Name a file that you may write.',
  EROFS: 'EROFS. Nothing can be written there. Name a file elsewhere.',
};

/** Before the first case: a run whose report is lost has to be run again. */
export function reportPath(file: string): string {
  const code = faultOf(file);
  if (code === null) return file;
  throw new InvalidArgumentError(`The report cannot be written: ${reasons[code] ?? `${code}.`}`);
}

/** The code of the system; `null`: it can be written. */
function faultOf(file: string): string | null {
  try {
    const present = statSync(file, { throwIfNoEntry: false });
    if (present?.isDirectory()) return 'EISDIR';
    accessSync(present ? file : dirname(file), constants.W_OK);
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  }
}
