import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Gate } from '#event-store';
import { makeFolder, replacePublicFile } from '#platform';
import { readNote } from '../note/signed-note';
import type { CheckpointRequest } from './checkpoint-request';

/** `contradicts`: its log has signed another root of the same size. `unproved`: it came without a proof that holds, and anybody can have sent it. */
export type Finding = 'contradicts' | 'unproved';

/** A checkpoint that was refused for what it says beside the one that was cosigned. */
export interface RefusedCheckpoint {
  readonly finding: Finding;
  readonly request: CheckpointRequest;
  /** The newest checkpoint that was cosigned, as a note; `null` before the first. */
  readonly known: string | null;
  /** A sentence. */
  readonly why: string;
  /** UTC. */
  readonly at: string;
}

const OWNERS_ALONE = 0o700;

/** After so many of one finding, no more of it are kept: their sender must not fill the disk. */
const MOST_REFUSED = 1000;

/**
 * The memory of a witness: the newest cosigned checkpoint of each log, and what it refused, as files that people can read. What is put
 * there is on the disk before the call returns, and one process at a time looks and puts.
 */
export class WitnessFolder {
  private readonly cosigned: string;
  private readonly refused: string;
  private readonly gate: Gate;

  constructor(folder: string) {
    this.cosigned = join(folder, 'cosigned');
    this.refused = join(folder, 'refused');
    for (const path of [this.cosigned, this.refused]) makeFolder(path, OWNERS_ALONE);
    this.gate = Gate.of(folder);
  }

  /** Nobody else looks or puts meanwhile, in whichever process. */
  alone<T>(work: () => T): T {
    return this.gate.passNow(work);
  }

  /** The newest checkpoint of a log that was cosigned, with the cosignature; `null` before the first. */
  newest(origin: string): string | null {
    return this.ofHash(hashOf(origin));
  }

  /** The same by the SHA-256 of the log's name, in small hexadecimal digits. */
  ofHash(hash: string): string | null {
    const file = join(this.cosigned, `${hash}.checkpoint`);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  put(origin: string, note: string): void {
    replacePublicFile(join(this.cosigned, `${hashOf(origin)}.checkpoint`), note);
  }

  /** Keeps each refused checkpoint once for each finding, beside what it contradicts. @returns whether it is there. */
  keep({ finding, request, known, why, at }: RefusedCheckpoint): boolean {
    const name = join(this.refused, `${finding}-${hashOf(readNote(request.note).text).slice(0, 16)}`);
    if (existsSync(`${name}.txt`)) return true;
    const kept = readdirSync(this.refused).filter(
      (file) => file.startsWith(finding) && file.endsWith('.txt'),
    );
    if (kept.length >= MOST_REFUSED) return false;
    const proof = request.proof.map((hash) => hash.toString('base64'));
    replacePublicFile(`${name}.checkpoint`, request.note);
    if (known !== null) replacePublicFile(`${name}.known.checkpoint`, known);
    replacePublicFile(`${name}.txt`, `${[why, at, `old ${request.oldSize}`, ...proof].join('\n')}\n`);
    return true;
  }

  close(): Promise<void> {
    return this.gate.close();
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
