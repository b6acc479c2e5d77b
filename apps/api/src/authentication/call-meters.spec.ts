import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { CallMeters, TooManyCalls, type OpenCall } from './call-meters';

const call = (): { response: EventEmitter; socket: EventEmitter & { destroyed: boolean } } => ({
  response: new EventEmitter(),
  socket: Object.assign(new EventEmitter(), { destroyed: false }),
});

let now: number;
let meters: CallMeters;

beforeEach(() => {
  now = 0;
  meters = new CallMeters(() => now);
});

/** Sends calls until one is refused. @returns how many were taken, and the wait in seconds that the refusal names. */
function callsTaken(limits: object): [taken: number, wait: number] {
  for (let taken = 0; ; taken += 1) {
    try {
      meters.admit(limits, call());
    } catch (error) {
      if (error instanceof TooManyCalls) return [taken, error.retryAfter];
      throw error;
    }
  }
}

it('takes the calls of one second at once, and then as many as time brings', () => {
  const limits = { perSecond: 4 };
  expect(callsTaken(limits)).toEqual([4, 1]);
  now += 500;
  expect(callsTaken(limits)).toEqual([2, 1]);
  now += 3_600_000;
  expect(callsTaken(limits)).toEqual([4, 1]);
});

it('takes a burst after a pause, and not more than the calls a second in the long run', () => {
  const limits = { perSecond: 2, burst: 10 };
  let taken = 0;
  for (; now < 60_000; now += 250) taken += callsTaken(limits)[0];
  expect(taken).toBe(10 + Math.floor(2 * 59.75));
});

it('counts what a request holds, and says how long the next one has to wait', () => {
  const limits = { perSecond: 10 };
  meters.admit(limits, call())!(99);
  expect(callsTaken(limits)).toEqual([0, 10]);
  now += 8_900;
  expect(callsTaken(limits)).toEqual([0, 1]);
  now += 201;
  expect(callsTaken(limits)).toEqual([1, 1]);
});

it('takes so many calls that are not answered, and another when one is closed', () => {
  const limits = { concurrent: 2 };
  const [first, second] = [call(), call()];
  meters.admit(limits, first);
  meters.admit(limits, second);
  expect(() => meters.admit(limits, call())).toThrow('At most 2 calls may wait');
  second.response.emit('close');
  meters.admit(limits, call());
  expect(callsTaken(limits)).toEqual([0, 1]);
});

it('counts each entry of the register by itself, also when two are equal', () => {
  expect(callsTaken({ perSecond: 3 })).toEqual([3, 1]);
  expect(callsTaken({ perSecond: 3 })).toEqual([3, 1]);
});

it('limits nobody who has no limits', () => {
  expect(meters.admit(undefined, call())).toBeNull();
});

it('counts a call no longer whose connection was closed before it was admitted', () => {
  const limits = { concurrent: 1 };
  const late = call();
  meters.admit(limits, { ...late, socket: Object.assign(late.socket, { destroyed: true }) });
  expect(callsTaken(limits)).toEqual([1, 1]);
});

it('counts calls no longer that wait behind each other on a connection which is closed', async () => {
  const limits = { concurrent: 2 };
  const opened: OpenCall[] = [];
  const server = createServer((request, response) => opened.push({ response, socket: request.socket }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2));
  while (opened.length < 2) await once(server, 'request');
  for (const one of opened) meters.admit(limits, one);
  expect(callsTaken(limits)).toEqual([0, 1]);
  const closed = new Promise<void>((resolve) => opened[0]!.socket.once('close', resolve));
  client.destroy();
  await closed;
  expect(callsTaken(limits)).toEqual([2, 1]);
  server.close();
});
