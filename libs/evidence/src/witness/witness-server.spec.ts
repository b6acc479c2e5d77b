import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '#platform';
import { cosignaturesOn, cosignerOf } from '../note/cosignature';
import { readRequest } from './checkpoint-request';
import { logOf, signer } from './given/history';
import { Witness } from './witness';
import { WitnessClient, WitnessUnavailable } from './witness-client';
import { WitnessFolder } from './witness-folder';
import { serveWitness, type ListeningWitness } from './witness-server';

const cosigner = cosignerOf('witness.example/one', generateKeyPairSync('ed25519').privateKey);
const never = new AbortController().signal;

describe('a witness on the network', () => {
  let path: string;
  let folder: WitnessFolder;
  let served: ListeningWitness;

  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'consent-ledger-'));
    folder = new WitnessFolder(path);
    const log = createLog('error');
    log.error = () => log;
    const witness = new Witness({ folder, cosigner, logs: [signer.verifier], clock: Date.now, log });
    served = await serveWitness(witness, { host: '127.0.0.1', port: 0 }, log);
  });
  afterAll(async () => {
    await served.close();
    await folder.close();
    await rm(path, { recursive: true });
  });

  const call = async (address: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(address, served.url), init);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.text(),
    };
  };
  const ofHash = (origin: string) => `${createHash('sha256').update(origin).digest('hex')}/checkpoint`;

  it('cosigns, names the size that it knows, and shows the newest cosigned checkpoint', async () => {
    expect(await call(ofHash('example.com/ledger'))).toMatchObject({ status: 404 });
    const client = new WitnessClient(served.url, never);
    const { note, request } = logOf(5);
    expect(await client.newest('example.com/ledger')).toBeNull();
    const reply = await client.add(readRequest(request(0)));
    const lines = reply.outcome === 'cosigned' ? reply.lines : '';
    expect(cosignaturesOn(note + lines, [cosigner.key])).toHaveLength(1);
    expect(await call('add-checkpoint', { method: 'POST', body: logOf(8).request(0) })).toEqual({
      status: 409,
      type: 'text/x.tlog.size',
      body: '5\n',
    });
    expect(await client.add(readRequest(logOf(8).request(0)))).toEqual({ outcome: 'knows', size: 5 });
    expect(await client.add(readRequest(logOf(8, 2).request(5)))).toEqual({
      outcome: 'refused',
      status: 422,
    });
    expect(await call(ofHash('example.com/ledger'))).toMatchObject({ status: 200, body: note + lines });
    expect(await client.newest('example.com/ledger')).toBe(note + lines);
  });

  it.each([
    ['another method', 405, 'add-checkpoint', {}],
    ['another method for a checkpoint', 405, ofHash('example.com/ledger'), { method: 'DELETE' }],
    ['another address', 404, 'anything', {}],
    ['an address that no URL can have', 404, '/', {}],
    ['an address above', 404, `../${'0'.repeat(63)}/checkpoint`, {}],
    ['what is no request', 400, 'add-checkpoint', { method: 'POST', body: 'old' }],
    ['too much', 413, 'add-checkpoint', { method: 'POST', body: 'x'.repeat(64 * 1024 + 1) }],
  ])('answers %s with %s', async (_what, status, address, init) => {
    expect(await call(address, init)).toMatchObject({ status });
  });

  it('answers 500 when it cannot write, and names an event', async () => {
    const put = jest.spyOn(folder, 'put').mockImplementation(() => {
      throw new Error('ENOSPC');
    });
    const newest = await new WitnessClient(served.url, never).newest('example.com/ledger');
    const body = logOf(21).request(newest === null ? 0 : 5);
    expect(await call('add-checkpoint', { method: 'POST', body })).toEqual({
      status: 500,
      type: 'text/plain; charset=utf-8',
      body: expect.stringMatching(/^Event [0-9a-f-]{36}\.\n$/) as string,
    });
    put.mockRestore();
    expect(await call('add-checkpoint', { method: 'POST', body })).toMatchObject({ status: 200 });
  });
});

describe('the client of a witness fails in words when the witness', () => {
  let server: Server;
  afterEach(() => void server.close());

  const clientOf = async (listener: RequestListener) => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WitnessClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, never);
  };

  it.each<[string, RequestListener, RegExp]>([
    ['breaks off', (request) => request.socket.destroy(), /./],
    ['sends without end', (_, response) => pour(response), /longer than 65536 bytes/],
    ['sends us elsewhere', (_, response) => response.writeHead(302, { location: '/' }).end(), /redirect/],
    ['names no size', (_, response) => response.writeHead(409).end('many\n'), /without the size/],
  ])('%s', async (_what, listener, why) => {
    const client = await clientOf(listener);
    const asked = client.add(readRequest(logOf(3).request(0)));
    await expect(asked).rejects.toThrow(WitnessUnavailable);
    await expect(asked).rejects.toThrow(why);
    server.closeAllConnections();
  });

  it('is not there', async () => {
    const client = await clientOf(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    await expect(client.newest('example.com/ledger')).rejects.toThrow(WitnessUnavailable);
  });
});

/** More than a client takes, and then nothing more, with the answer left open. */
const pour = (response: Parameters<RequestListener>[1]): void =>
  void response.write('x'.repeat(64 * 1024 + 1));
