import { CopyFile } from './copy-file';
import { HeldConsents } from './held-consents';
import { HeldLater } from './held-later';
import { effectOf, UnreadableChanges, type ReadPage } from './read-page';

/** Where a copy is kept. */
interface Place {
  readonly careProviderId: string;
  readonly file?: string;
}

/** What a copy has read, in memory and in its file, and the cursor behind it. */
export class KeptChanges {
  readonly held = new HeldConsents();
  private behind: string | undefined;
  /** The position of the last change; `undefined`: of an earlier run, or none. */
  private last: number | undefined;

  private constructor(private readonly file: CopyFile | null) {}

  static async open({ file: path, careProviderId }: Place): Promise<KeptChanges> {
    if (path === undefined) return new KeptChanges(null);
    const { file, content } = await CopyFile.open(path, careProviderId);
    const kept = new KeptChanges(file);
    for (const put of content.held) kept.held.apply({ put });
    kept.behind = content.cursor;
    return kept;
  }

  /** What comes next begins behind it; `undefined`: nothing was read. */
  get cursor(): string | undefined {
    return this.behind;
  }

  /** The file comes first: where it cannot be written, the same changes are read again. @throws UnreadableChanges */
  async keep({ changes, cursor }: Pick<ReadPage, 'changes' | 'cursor'>): Promise<void> {
    this.demandLater(changes);
    const later = new HeldLater(this.held);
    for (const change of changes) later.add(effectOf(change, later));
    if (cursor !== this.behind) await this.file?.append({ effects: later.effects, cursor });
    for (const effect of later.effects) this.held.apply(effect);
    this.behind = cursor;
    this.last = changes.at(-1)?.position ?? this.last;
  }

  async forget(): Promise<void> {
    this.held.clear();
    this.behind = undefined;
    this.last = undefined;
    await this.file?.forget();
  }

  async close(): Promise<void> {
    await this.file?.close();
  }

  /** A change that comes a second time could give back a consent that was cancelled after it. */
  private demandLater([first]: ReadPage['changes']): void {
    if (first && this.last !== undefined && first.position <= this.last)
      throw new UnreadableChanges('A change that was read before comes again.');
  }
}
