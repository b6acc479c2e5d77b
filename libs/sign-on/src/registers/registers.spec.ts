import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { doctor, stranger } from '../given/people';
import { atTheClinic, clinic } from '../given/registers';
import { hprInFile, organisationsInFile } from './file-registers';
import { hprAt, organisationsAt } from './http-registers';
import { RegisterUnavailable } from './registers';

const personnel = { hprNumber: '9000001', categories: ['LE'] };

describe('in a file', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'registers-'));
    path = join(folder, 'register.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (content: unknown) => writeFile(path, JSON.stringify(content));

  it('finds health personnel, and says of others that it does not have them', async () => {
    await write({ persons: [{ id: doctor, ...personnel }] });
    const register = hprInFile(path);
    expect(await register.find(doctor)).toEqual(personnel);
    expect(await register.find(stranger)).toBeNull();
  });

  it('finds organisations, and where a person works', async () => {
    await write({ organisations: [clinic], affiliations: [{ person: doctor, ...atTheClinic }] });
    const register = organisationsInFile(path);
    expect(await register.find(clinic.number)).toEqual(clinic);
    expect(await register.find('999999999')).toBeNull();
    expect(await register.affiliationsOf(doctor)).toEqual([atTheClinic]);
    expect(await register.affiliationsOf(stranger)).toEqual([]);
  });

  it('is read again when it has changed', async () => {
    await write({ persons: [{ id: doctor, ...personnel }] });
    const register = hprInFile(path);
    expect(await register.find(doctor)).toEqual(personnel);
    await write({ persons: [] });
    await utimes(path, 1, 1);
    expect(await register.find(doctor)).toBeNull();
  });

  it.each([
    ['is not there', null],
    ['is not JSON', '{"persons": ['],
    ['has no persons', '{}'],
    ['has a person without categories', JSON.stringify({ persons: [{ id: doctor, hprNumber: '1' }] })],
    ['has a person without an id', JSON.stringify({ persons: [personnel] })],
  ])('that %s is unavailable, which is not a no', async (_, content) => {
    if (content !== null) await writeFile(path, content);
    await expect(hprInFile(path).find(stranger)).rejects.toBeInstanceOf(RegisterUnavailable);
  });
});

describe('over HTTP', () => {
  let server: Server;
  let url: string;
  let asked: { path: string; body: unknown }[];
  let answers: () => { status: number; body?: string; after?: number; type?: string };

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      void text(request).then((body) => {
        asked.push({ path: request.url!, body: JSON.parse(body) });
        const { status, body: answer = '', after = 0, type = 'application/json' } = answers();
        setTimeout(() => response.writeHead(status, { 'content-type': type }).end(answer), after);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/register/`;
  });
  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  const outcome = (answer: Promise<unknown>) =>
    answer.catch((error: unknown) => (error instanceof RegisterUnavailable ? 'unavailable' : error));

  it('asks in the body, and never in the address', async () => {
    answers = () => ({ status: 200, body: JSON.stringify(personnel) });
    const register = hprAt(url);
    expect(await register.find(doctor)).toEqual(personnel);
    expect(asked).toEqual([{ path: '/register/persons/find', body: doctor }]);
    register.close();
  });

  it('finds organisations and affiliations', async () => {
    const said = [JSON.stringify(clinic), JSON.stringify([atTheClinic])];
    answers = () => ({ status: 200, body: said[asked.length - 1]! });
    const register = organisationsAt(url);
    expect(await register.find(clinic.number)).toEqual(clinic);
    expect(await register.affiliationsOf(doctor)).toEqual([atTheClinic]);
    register.close();
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'application/problem+json'])(
    'does not have whom the register does not have, by 404 in %s',
    async (type) => {
      answers = () => ({ status: 404, type });
      const register = hprAt(url);
      expect(await register.find(stranger)).toBeNull();
      register.close();
    },
  );

  it('takes a failed question for one that may be asked again', async () => {
    answers = () => (asked.length === 1 ? { status: 503 } : { status: 200, body: JSON.stringify(personnel) });
    const register = hprAt(url);
    expect(await register.find(doctor)).toEqual(personnel);
    register.close();
  });

  it.each([
    ['fails', { status: 500 }],
    ['is slow', { status: 200, body: JSON.stringify(personnel), after: 400 }],
    ['answers no JSON', { status: 200, body: '<html>' }],
    ['answers something else', { status: 200, body: '{"hprNumber":9000001}' }],
    ['answers nothing', { status: 200, body: 'null' }],
    ['is not at its address, where something else is', { status: 404, body: '<html>', type: 'text/html' }],
    ['sends elsewhere', { status: 302 }],
  ])('that %s is unavailable, which is not a no', async (_, answer) => {
    answers = () => answer;
    const register = hprAt(url, { timeout: 100 });
    expect(await outcome(register.find(stranger))).toBe('unavailable');
    register.close();
  });

  const failOften = async (register: ReturnType<typeof hprAt>): Promise<void> => {
    answers = () => ({ status: 500 });
    for (let question = 0; question < 10; question++)
      expect(await outcome(register.find(doctor))).toBe('unavailable');
  };

  it('is left alone when it keeps failing', async () => {
    const register = hprAt(url, { rest: 600_000 });
    await failOften(register);
    expect(asked.length).toBeLessThan(20);
    const askedBefore = asked.length;
    expect(await outcome(register.find(doctor))).toBe('unavailable');
    expect(asked).toHaveLength(askedBefore);
    register.close();
  });

  it('is asked again after a rest', async () => {
    const register = hprAt(url, { rest: 50 });
    await failOften(register);
    answers = () => ({ status: 200, body: JSON.stringify(personnel) });
    while ((await outcome(register.find(doctor))) === 'unavailable') await wait(10);
    expect(await register.find(doctor)).toEqual(personnel);
    register.close();
  });
});
