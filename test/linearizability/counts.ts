import type { ConcurrentCallers } from './concurrent-callers';

/** What came of all operations. Refused are changes that came too late or too early: most of them do. */
export function countsOf({ history, unavailable, repeated }: ConcurrentCallers): Record<string, number> {
  const changes = history.filter(({ action }) => action !== 'check');
  const count = (answers: readonly unknown[]) =>
    history.filter(({ answer }) => answers.includes(answer)).length;
  const acknowledged = count(['ok']);
  return {
    operations: history.length,
    acknowledged,
    refused: changes.filter(({ answer }) => answer !== null).length - acknowledged,
    yes: count(['yes']),
    no: count(['no']),
    unanswered: count([null]),
    unavailable,
    repeated,
  };
}
