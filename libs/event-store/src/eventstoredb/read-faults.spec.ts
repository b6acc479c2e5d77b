import { StoreUnavailable } from '../event-store';
import { ids, newEvents, newStream, ofStreams, pause, succeeded } from '../given/events';
import { BadDay } from '../../../../test/eventstoredb-protocol-server/bad-day';

describe('a read of EventStoreDB', () => {
  const day = new BadDay();
  describe('on a bad day', () => badReads(day));
  describe('of the head', () => heads(day));

  it('of a stream asks the leader: a follower may lack its newest event', async () => {
    const stream = newStream();
    succeeded(await day.store.append(stream, 'any', newEvents(2)));
    day.server.misbehave({ notLeaderAnswers: 1 });
    expect(await day.store.readStream(stream)).toHaveLength(2);
    expect(day.server.faults.notLeaderAnswers).toBe(0);
  });
});

function badReads(day: BadDay): void {
  it('that breaks off is made again', async () => {
    const [stream, events] = [newStream(), newEvents(20)];
    await day.store.append(stream, 'no-stream', events);
    day.server.misbehave({ breakReads: 1, breakAfter: 7 });
    expect(ids(await day.store.readStream(stream))).toEqual(ids(events));
    day.server.misbehave({ breakReads: 1, breakAfter: 7 });
    expect(ids(await ofStreams(day.store.readAll(), [stream]))).toEqual(ids(events));
  });

  it('fails in time when the server is silent', async () => {
    await day.reopen({ attemptTimeout: 100, deadline: 300 });
    day.server.misbehave({ silentReads: true });
    await expect(day.store.readStream(newStream())).rejects.toThrow(StoreUnavailable);
    await expect(day.store.head()).rejects.toThrow(StoreUnavailable);
    await expect(ofStreams(day.store.readAll(), [newStream()])).rejects.toThrow(StoreUnavailable);
    day.server.heal();
    await day.reopen({});
    expect(await day.store.readStream(newStream())).toEqual([]);
  });

  it('fails at once when the store is closed', async () => {
    await day.store.close();
    await expect(day.store.readStream(newStream())).rejects.toThrow('the store is closed');
    await expect(day.store.head()).rejects.toThrow('the store is closed');
  });
}

function heads(day: BadDay): void {
  it('is made once for all who wait, and anew for those who ask later', async () => {
    day.server.misbehave({ delay: 50 });
    const before = day.server.counts.headReads;
    const early = Array.from({ length: 100 }, () => day.store.head());
    await pause(20);
    const late = Array.from({ length: 100 }, () => day.store.head());
    await Promise.all([...early, ...late]);
    const reads = day.server.counts.headReads - before;
    expect(reads).toBeGreaterThanOrEqual(2);
    // A busy machine may pause until the first reading has ended.
    expect(reads).toBeLessThanOrEqual(3);
  });

  it('is never older than the question', async () => {
    const asking = Array.from({ length: 40 }, async () => {
      await pause(Math.random() * 200);
      const { position } = succeeded(await day.store.append(newStream(), 'any', newEvents(1)));
      return (await day.store.head()) >= position;
    });
    expect(await Promise.all(asking)).not.toContain(false);
  });

  it('may find an event of the server itself', async () => {
    for (let append = 0; append < 5; append++) await day.store.append(newStream(), 'any', newEvents(1));
    const last = day.server.log.records.at(-1)!;
    expect(last.type).toBe('$metadata');
    expect(await day.store.head()).toBe(last.position);
  });

  it('finds the leader', async () => {
    const { position } = succeeded(await day.store.append(newStream(), 'any', newEvents(1)));
    day.server.misbehave({ notLeaderAnswers: 1 });
    expect(await day.store.head()).toBe(position);
    expect(day.server.faults.notLeaderAnswers).toBe(0);
  });
}
