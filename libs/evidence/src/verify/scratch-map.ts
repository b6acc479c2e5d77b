import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { RevisionMap, type NewestRevision } from '../tree/revision-map';
import type { Hash } from '../tree/hashing';

/** How many wait before they are taken into the map together. */
const TOGETHER = 4000;

/** The map of newest revisions over the log as it is walked, in a folder of its own that is removed afterwards: it may be large. */
export class ScratchMap {
  private readonly folder = mkdtempSync(join(tmpdir(), 'consent-ledger-'));
  private readonly environment: RootDatabase<Buffer, Buffer>;
  private readonly map: RevisionMap;
  private waiting: NewestRevision[] = [];

  constructor() {
    this.environment = open({ path: this.folder, encoding: 'binary', keyEncoding: 'binary', noSync: true });
    this.map = new RevisionMap({
      get: (path) => this.environment.get(path),
      put: (path, node) => this.environment.putSync(path, node),
    });
  }

  add(newest: NewestRevision): void {
    this.waiting.push(newest);
    if (this.waiting.length >= TOGETHER) this.takeIn();
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
    const newest = this.waiting;
    this.waiting = [];
    if (newest.length > 0) this.environment.transactionSync(() => this.map.put(newest));
  }
}
