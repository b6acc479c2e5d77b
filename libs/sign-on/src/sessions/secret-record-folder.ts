import type { Database } from 'lmdb';
import { DerivedDataFolder } from '#ledger';
import { SecretRecords } from './secret-records';

type Tables<Kinds> = { readonly [Kind in keyof Kinds]: Database<Kinds[Kind], string> };

/**
 * The folder of what the server knows of browsers, a table a kind. It is there again when a process has been restarted; when the
 * machine stopped under it, it is emptied, and everybody signs on again: a person who had signed off stays so.
 */
export class SecretRecordFolder<Kinds extends Readonly<Record<string, object>>> {
  private constructor(private readonly folder: DerivedDataFolder<Tables<Kinds>>) {}

  /** @throws ReadModelsUnusable with what to do about it. */
  static open<Kinds extends Readonly<Record<string, object>>>(
    directory: string,
    kinds: readonly (keyof Kinds & string)[],
  ): SecretRecordFolder<Kinds> {
    const folder = DerivedDataFolder.open(
      directory,
      (environment) =>
        Object.fromEntries(
          kinds.map((name) => [name, environment.openDB({ name, encoding: 'json' })]),
        ) as Tables<Kinds>,
      'sessions',
    );
    return new SecretRecordFolder(folder);
  }

  records<Kind extends keyof Kinds>(kind: Kind): SecretRecords<Kinds[Kind]> {
    const { folder } = this;
    const write = async <Result>(work: () => Result): Promise<Result> => {
      let result: Result;
      return folder.write(
        () => void (result = work()),
        () => result,
      );
    };
    return new SecretRecords(folder.content[kind], write, () => folder.environment.resetReadTxn());
  }

  close(): Promise<void> {
    return this.folder.close();
  }
}
