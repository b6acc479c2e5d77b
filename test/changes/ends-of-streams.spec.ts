import { keyProof, thumbprintOf } from '../callers/key-proofs';
import { startRegistered } from '../callers/registered-service';
import { startInProcess } from '../support/in-process-service';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder } from '../support/temporary-folder';
import { signingKey } from '../support/token-issuer';
import { EventReader } from './event-reader';

const careProviderId = 'SE165565594230-1000';
const OFTEN = { STREAM_HEARTBEAT_MS: '20' };

describe('a stream', () => {
  afterEach(() => jest.restoreAllMocks());

  it('ends when it is five minutes old, so that its reader starts to count again', async () => {
    const service = await startInProcess(OFTEN);
    const reader = await EventReader.open(service.url, { careProviderId });
    await reader.until(() => reader.of('current').length >= 1);
    const now = performance.now.bind(performance);
    let ahead = 4 * 60_000;
    jest.spyOn(performance, 'now').mockImplementation(() => now() + ahead);
    const isAged = () => Number(reader.of('current').at(-1)!.data.openForMs) >= ahead;
    await reader.until(isAged);
    ahead = 5 * 60_000;
    expect(await reader.ended).toBe(true);
    expect(reader.events.at(-1)).toEqual({ event: 'end', data: { why: 'time-over' } });
    const next = await EventReader.open(service.url, { careProviderId });
    await next.until(() => next.of('current').length >= 1);
    next.kill();
    await service.close();
  });

  it('says so when the real service is stopped, which it does not keep from ending', async () => {
    const folder = await temporaryFolder();
    const service = await spawnService({ DATA_DIR: folder.path, ...OFTEN });
    const reader = await EventReader.open(service.url, { careProviderId });
    await reader.until(() => reader.of('current').length >= 2);
    expect(await service.end('SIGTERM')).toBe(0);
    expect(await reader.ended).toBe(true);
    expect(reader.events.at(-1)).toEqual({ event: 'end', data: { why: 'service-stopping' } });
    await folder.remove();
  });

  it('goes on by the proof of a key that it was opened with, which opens no other', async () => {
    const service = await startRegistered([{ clientId: 'copies' }], OFTEN);
    const url = `${service.url}/v2/get-consent-changes`;
    const key = await signingKey('of the caller');
    const token = await service.issuer.token('copies', { cnf: { jkt: await thumbprintOf(key) } });
    const authorization = `DPoP ${token}`;
    const headers = { authorization, dpop: await keyProof({ url, token, key }) };
    const reader = await EventReader.open(service.url, { careProviderId, headers });
    await reader.until(() => reader.of('current').length >= 3);
    const again = EventReader.open(service.url, { careProviderId, headers });
    await expect(again).rejects.toThrow(/^401 .*The proof was used before/);
    const without = EventReader.open(service.url, { careProviderId, headers: { authorization } });
    await expect(without).rejects.toThrow(/^401 .*has no proof of it/);
    await service.register({ clientId: 'another' });
    expect(await reader.ended).toBe(true);
    expect(reader.events.at(-1)).toEqual({ event: 'end', data: { why: 'refused' } });
    await service.close();
  });
});
