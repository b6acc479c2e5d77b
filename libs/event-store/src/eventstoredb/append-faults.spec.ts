import { ProtocolServer, type Faults } from '../../../../test/eventstoredb-protocol-server';
import { StoreUnavailable } from '../event-store';
import { ids, newEvents, newStream, pause, succeeded } from '../given/events';
import { BadDay, openImpatient } from '../../../../test/eventstoredb-protocol-server/bad-day';
import { AppendRequest } from './append-request';
import { Appender } from './appender';
import { connect, disconnect } from './connection';
import { NoAnswerInTime } from './time-limit';

/** A store that lets no attempt end before a test does, in milliseconds: what it does meanwhile, it does at once. */
const patient = { attemptTimeout: 600_000, deadline: 600_000 };

describe('an append to EventStoreDB', () => {
  const day = new BadDay();
  describe('that is answered badly', () => badAnswers(day));
  describe('on a silent server', () => silence(day));
  describe('beside others', () => others(day));
});

function badAnswers(day: BadDay): void {
  const cases: [string, Partial<Faults>][] = [
    ['the reply is lost after the commit', { dropReplies: 1 }],
    ['the server says it timed out, though it was written', { timeoutAnswers: 1 }],
  ];
  it.each(cases)('%s: it is written once', async (_, fault) => {
    const [stream, events] = [newStream(), newEvents(3)];
    day.server.misbehave(fault);
    const result = await day.store.append(stream, 'no-stream', events);
    const { position } = day.server.log.stream(stream)![2]!;
    expect(result).toEqual({ ok: true, revision: 2, position });
    expect(day.written(stream)).toEqual(ids(events));
    expect(day.server.counts.appends).toBeGreaterThanOrEqual(2);
  });

  it('the node is not the leader: the leader it names writes it, at once', async () => {
    await day.reopen(patient);
    const leader = await ProtocolServer.start();
    day.server.misbehave({ notLeaderAnswers: 1, leader: { host: '127.0.0.1', port: leader.port } });
    const [stream, events] = [newStream(), newEvents(2)];
    succeeded(await day.store.append(stream, 'no-stream', events));
    expect(ids(leader.log.stream(stream)!)).toEqual(ids(events));
    expect(day.server.log.appended).toEqual([]);
    leader.die();
  });

  it('the node says it is not the leader, and then is: it is written once', async () => {
    day.server.misbehave({ notLeaderAnswers: 1 });
    const [stream, events] = [newStream(), newEvents(2)];
    succeeded(await day.store.append(stream, 'no-stream', events));
    expect(day.written(stream)).toEqual(ids(events));
  });
}

function silence(day: BadDay): void {
  it('is written once when the server speaks again', async () => {
    day.server.misbehave({ silentAppends: true });
    const streams = Array.from({ length: 50 }, newStream);
    const events = streams.map(() => newEvents(2));
    const appends = streams.map((stream, index) => day.store.append(stream, 'no-stream', events[index]!));
    await pause(1000);
    expect(day.server.log.appended).toEqual([]);
    day.server.heal();
    expect((await Promise.all(appends)).every(({ ok }) => ok)).toBe(true);
    expect(streams.map((stream) => day.written(stream))).toEqual(events.map(ids));
  });

  it('is of unknown outcome when time is up, and can be made again', async () => {
    await day.reopen({ attemptTimeout: 100, deadline: 400 });
    day.server.misbehave({ silentAppends: true });
    const [stream, events] = [newStream(), newEvents(1)];
    const append = day.store.append(stream, 'no-stream', events);
    await expect(append).rejects.toThrow(StoreUnavailable);
    await expect(append).rejects.toThrow('the outcome of the append is unknown');
    day.server.heal();
    await day.reopen({});
    expect(succeeded(await day.store.append(stream, 'no-stream', events)).revision).toBe(0);
    expect(day.written(stream)).toEqual(ids(events));
  });
}

function others(day: BadDay): void {
  it('is not hurt by a store on another server, which dies', async () => {
    await day.reopen(patient);
    const other = await ProtocolServer.start();
    const otherStore = await openImpatient(other.url, { attemptTimeout: 100, deadline: 300 });
    day.server.misbehave({ delay: 150 });
    const slow = day.store.append(newStream(), 'any', newEvents(1));
    other.misbehave({ silentAppends: true });
    const lost = otherStore.append(newStream(), 'any', newEvents(1)).catch((error: unknown) => error);
    await pause(30);
    other.die();
    expect(await lost).toBeInstanceOf(StoreUnavailable);
    succeeded(await slow);
    expect(day.server.counts.appends).toBe(1);
    await otherStore.close();
  });

  it('that could wait for a moment only does not end the connection of all', async () => {
    const { client } = connect(day.server.url);
    const appender = new Appender(client, 60_000);
    const request = () => new AppendRequest(newStream(), 'any', newEvents(1));
    await appender.send(request(), 60_000);
    const connection = await client['getChannel']();
    day.server.misbehave({ delay: 300 });
    await expect(appender.send(request(), 10)).rejects.toThrow(NoAnswerInTime);
    expect(await appender.send(request(), 60_000)).toMatchObject({ ok: true });
    expect(await client['getChannel']()).toBe(connection);
    await disconnect(client);
  });
}
