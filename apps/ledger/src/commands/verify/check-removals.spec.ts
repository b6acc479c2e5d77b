import { DamagedEvent, StoreUnavailable } from '#event-store';
import { UnknownHold, type Removal } from '#retention';
import { checkRemovals } from './check-removals';
import { FoundRemovals } from './rules';

const removal: Removal = {
  begun: {
    ...{ type: 'RemovalBegun', removalId: '7e300e00-0000-4000-8000-000000000001', plan: 'f'.repeat(64) },
    ...{ years: 5, days: [], reason: 'Yearly', authority: 'Records schedule 4.2' },
    ...{ systemUser: 'anna@consents-1', recordedAt: 0 },
  },
  ...{ position: 0, knownPosition: 0, endPosition: 1 },
  ended: {
    ...{ type: 'RemovalEnded', removalId: '7e300e00-0000-4000-8000-000000000001', isRemoved: true },
    ...{ systemUser: 'anna@consents-1', recordedAt: 0 },
  },
};

const checkWhere = (error: Error) => {
  const log = {
    readStream: () => Promise.reject(error),
    readAll: () => {
      throw error;
    },
  };
  return checkRemovals(new FoundRemovals([removal]), { store: log, auditStore: log });
};

it.each([new TypeError('A fault of this program'), new StoreUnavailable('The store is away')])(
  'does not pass over an error that nobody has reported: %s',
  async (error) => {
    await expect(checkWhere(error)).rejects.toBe(error);
  },
);

it.each([new DamagedEvent(3, 'no event'), new UnknownHold('HoldPlaced.v9')])(
  'ends in order where the walk has reported an event that cannot be read: %s',
  async (error) => {
    expect(await checkWhere(error)).toEqual([]);
  },
);
