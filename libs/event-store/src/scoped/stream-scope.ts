/** Which streams of a log are the caller's own: those that begin with the prefix and go on with a name that the caller gives. */
export interface StreamScope {
  /** Stands before every name in the log; empty where the log is the caller's alone. Callers never see it. */
  readonly prefix: string;
  /** Whether a name, without the prefix, is one that the caller gives to its streams. */
  readonly owns: (name: string) => boolean;
}

/** The caller's name of a stream of the log, or `null` for a stream of somebody else. */
export function ownName({ prefix, owns }: StreamScope, stream: string): string | null {
  if (!stream.startsWith(prefix)) return null;
  const name = stream.slice(prefix.length);
  return owns(name) ? name : null;
}
