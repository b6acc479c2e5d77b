import type { Position } from '#event-store';
import { NotCaughtUp, type ReadBarrier } from './read-barrier';
import type { ReadModelStorage, View } from './read-model-storage';

/** The parts of an open ledger that a question needs. */
export interface Readable {
  readonly barrier: Pick<ReadBarrier, 'pass'>;
  readonly storage: Pick<ReadModelStorage<unknown>, 'view'>;
}

/**
 * A read model that has applied everything committed before this call, and everything at or before `atLeast`. Read its rows at
 * once, before anything is awaited.
 * @throws NotCaughtUp @throws StoreUnavailable
 */
export async function freshView<Row>(
  { barrier, storage }: Readable,
  name: string,
  atLeast?: Position,
): Promise<View<Row>> {
  const least = await barrier.pass(atLeast);
  const view = storage.view<Row>(name);
  if (view.position >= least) return view;
  throw new NotCaughtUp(`${name} was taken back to ${view.position}, before ${least}.`);
}
