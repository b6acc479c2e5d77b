import { runCommand } from '../../apps/conformance/src/cli/run-command';

/** What the kit's command printed, and how it ended. */
export interface KitRun {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

/** Runs the kit's command in this process. */
export const runKitCommand = (...args: readonly string[]): Promise<KitRun> =>
  runKitUntil(() => false, ...args);

/** The same, until it is asked to stop. */
export async function runKitUntil(
  isStopped: (printed: string) => boolean,
  ...args: readonly string[]
): Promise<KitRun> {
  const texts = { printed: '', complained: '' };
  const code = await runCommand(args, {
    print: (text) => void (texts.printed += text),
    complain: (text) => void (texts.complained += text),
    isStopped: () => isStopped(texts.printed),
  });
  return { code, ...texts };
}

/** The failed cases of a run, as `door id`. */
export const failedIn = ({ printed }: KitRun): string[] =>
  [...printed.matchAll(/^FAILED (\w+ \S+)$/gm)].map(([, name]) => name!);
