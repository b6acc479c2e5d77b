import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { NEWEST_REVISION_BYTES, RevisionMap, type NewestRevision } from '../tree/revision-map';
import type { Hash } from '../tree/hashing';
import { cut } from '../tree/tiles';

/**
 * How many wait before they are taken into the map together. Those near the root are written again each time, so the more the better:
 * these take 3 MB while they wait.
 */
const TOGETHER = 65_536;

/** The map of newest revisions over the log as it is walked, in a folder of its own that is removed afterwards: it may be large. */
export class ScratchMap {
  private readonly folder = mkdtempSync(join(tmpdir(), 'consent-ledger-'));
  private readonly environment: RootDatabase<Buffer, Buffer>;
  private readonly map: RevisionMap;
  private readonly waiting = Buffer.alloc(TOGETHER * NEWEST_REVISION_BYTES);
  private waitingBytes = 0;

  constructor() {
    this.environment = open({ path: this.folder, encoding: 'binary', keyEncoding: 'binary', noSync: true });
    this.map = new RevisionMap({
      get: (path) => this.environment.get(path),
      put: (path, node) => this.environment.putSync(path, node),
    });
  }

  add(newest: NewestRevision): void {
    this.waitingBytes += newest.copy(this.waiting, this.waitingBytes);
    if (this.waitingBytes === this.waiting.length) this.takeIn();
  }

  root(): Hash {
    this.takeIn();
    return this.map.root();
  }

  async close(): Promise<void> {
    await this.environment.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private takeIn(): void {
    const newest = cut(Buffer.from(this.waiting.subarray(0, this.waitingBytes)), NEWEST_REVISION_BYTES);
    this.waitingBytes = 0;
    if (newest.length > 0) this.environment.transactionSync(() => this.map.put(newest));
  }
}
