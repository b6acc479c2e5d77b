/**
 * The first page and all behind it, up to one that is not full. Who has asked for a second page gets the others read ahead: each
 * while the one before it is looked at.
 */
export async function* readAhead<T>(
  first: readonly T[],
  full: number,
  behind: (last: T) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[], void, undefined> {
  yield first;
  let ahead: Promise<readonly T[]> | null = null;
  for (let page = first; page.length === full;) {
    page = await (ahead ?? behind(page.at(-1)!));
    if (page.length === full) ahead = begun(behind(page.at(-1)!));
    yield page;
  }
}

/** It may fail before anybody asks for it, or when nobody ever does. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
