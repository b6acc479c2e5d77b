import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Gate } from '#event-store';
import { call } from '../support/call';
import { person } from '../support/people';
import { toRegister } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { temporaryFolder } from '../support/temporary-folder';

const place = { patientId: person(1), careProviderId: 'SE165565594230-1A', careUnitId: 'SE165565594230-1AA' };

/** Long enough for the service to have run into what is held. */
const A_WHILE_MS = 1_000;
/** What is held is held for longer: an answer before it is let go is one that did not wait for it. */
const ENOUGH_MS = 60_000;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

it('changes are acknowledged though another process holds the locks of all that only follows from the log', async () => {
  const folder = await temporaryFolder();
  const service = await spawnService({ DATA_DIR: folder.path });
  const register = () => call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));
  const gates = ['read-models', 'tree'].map((name) => Gate.of(join(folder.path, name)));
  let letGo = () => {};
  const longEnough = new Promise<void>((resolve) => (letGo = resolve));
  const held = gates.map((gate) => gate.pass(() => longEnough));
  try {
    await pause(A_WHILE_MS);
    await register();
    await pause(A_WHILE_MS);
    const answered = await Promise.race([register(), pause(ENOUGH_MS)]);
    expect(answered).toMatchObject({ status: 201 });
  } finally {
    letGo();
    await Promise.all(held);
    await Promise.all(gates.map((gate) => gate.close()));
    await service.end('SIGTERM');
    await folder.remove();
  }
});
