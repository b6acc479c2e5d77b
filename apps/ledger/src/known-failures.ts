/** Names of errors whose messages may be shown to the user: loading their libs to know the classes would cost time. */
export const userFacingErrors: ReadonlySet<string> = new Set([
  'Failure',
  'WrongUsage',
  'BrokenHistory',
  'CannotRestore',
  'ClientKeyUnusable',
  'ClockBehind',
  'ConfigError',
  'ContradictedCheckpoint',
  'CopyDiffers',
  'DamagedEvent',
  'DeadlineExceeded',
  'EventTooLarge',
  'ForeignReadModels',
  'ForeignTree',
  'HalfImported',
  'ImportNotVerified',
  'InvalidEventStoreUrl',
  'KeyUnusable',
  'LedgerIncomplete',
  'LogEndLost',
  'MapNotThere',
  'MarkUnreadable',
  'NoLedger',
  'NotCaughtUp',
  'NotEmpty',
  'NothingToUndo',
  'PlanChanged',
  'ReadModelsStopped',
  'ReadModelsUnusable',
  'RebuildUnderWay',
  'RecordsRemoved',
  'RemovalInDoubt',
  'StoreOpenError',
  'StoreUnavailable',
  'StreamDeleted',
  'UnreadableConsentEvent',
  'UnknownAccesses',
  'UnknownDecisions',
  'UnknownHold',
  'UnknownRemoval',
  'UnknownReview',
  'UnknownSignOnEvent',
  'UnreadableCheckpoint',
  'UnreadableRow',
  'UnreadableText',
  'UnusableArchive',
  'UnusableRegister',
]);

/** What the system says of files, for people. */
const ofFiles: Readonly<Record<string, string>> = {
  ENOENT: 'There is no',
  EEXIST: 'There already is a',
  EACCES: 'You may not use',
  EPERM: 'You may not use',
  EISDIR: 'A file is needed, and this is a folder:',
  ENOTDIR: 'A folder is needed, and this is a file:',
  EROFS: 'Nothing can be written to',
  ENOSPC: 'There is no room left for',
};

/** The same of a file that is open already: the system does not say which one it is. */
const ofOpenFiles: Readonly<Record<string, string>> = {
  EISDIR: 'A file is needed, and this is a folder.',
  ENOSPC: 'There is no room left on the disk.',
};

/** What went wrong, in a sentence; `null` when nobody foresaw it. */
export function sentenceOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (userFacingErrors.has(error.name)) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return null;
  if (path === undefined) return ofOpenFiles[code] ?? null;
  const about = ofFiles[code];
  return about === undefined ? null : `${about} ${path}.`;
}
