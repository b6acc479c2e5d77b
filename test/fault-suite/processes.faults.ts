import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onOneServer } from '../staleness/two-services';
import { call } from '../support/call';
import { inGroups } from '../support/in-groups';
import { person } from '../support/people';
import { projectFolder } from '../support/project-folder';
import { toRegister } from '../support/requests';
import { times } from '../support/times';
import { embedded, survives, type BesiegedLedger } from './besieged-ledger';

const ROUNDS = times(5);
const STANDSTILL_MS = 1_500;
const BETWEEN = 40;

/** One of the two stands still, as a virtual machine does that is moved, whatever it is in the middle of. */
async function standStill(ledger: BesiegedLedger): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const { process: child } = ledger.services[round % 2]!;
    child.kill('SIGSTOP');
    await delay(STANDSTILL_MS);
    child.kill('SIGCONT');
    ledger.note('standstills');
    await ledger.callers.further(BETWEEN);
  }
}

survives('services that stand still, on one folder', embedded, standStill);
survives('services that stand still, on EventStoreDB', { start: onOneServer }, standStill);

const HOLD = join(projectFolder, 'dist/test/processes/hold-write-lock.js');
const SLOWNESS_MS = 500;

/** Another process has the log's write lock, so no commit goes on: to the services a disk that takes its time. It is killed with the lock. */
async function slowCommits(ledger: BesiegedLedger): Promise<void> {
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const log = join(ledger.folder, round % 2 === 0 ? 'log' : 'audit-log');
    const holder = spawn(process.execPath, [HOLD, log], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(holder, 'exit');
    await once(holder.stdout, 'data');
    await delay(SLOWNESS_MS);
    holder.kill('SIGKILL');
    await ended;
    ledger.note('held commits');
    await ledger.callers.further(BETWEEN);
  }
}

survives('commits that are held up', embedded, slowCommits);

const LARGE = 600;
const ASKING = 24;
const lists = [
  'get-extended-consents-for-patient',
  'get-consents-for-patient',
  'get-consents-for-care-provider',
];
const littleMemory = { NODE_OPTIONS: '--max-old-space-size=96' };

/** Many callers ask at once for the largest lists there are, of services that may use little memory. */
async function largeAnswers(ledger: BesiegedLedger): Promise<void> {
  const place = {
    patientId: person(50),
    careProviderId: 'SE165565594230-M',
    careUnitId: 'SE165565594230-M1',
  };
  const [one, other] = ledger.services.map(({ url }) => url) as [string, string];
  const reasonText = 'Behandling vid annan enhet. '.repeat(8);
  await inGroups(
    ASKING,
    Array.from({ length: LARGE }, () => randomUUID()),
    async (id) => {
      const { registrationAction, ...body } = toRegister(id, place);
      const answer = await call(one, 'register-extended-consent', {
        ...body,
        registrationAction: { ...registrationAction, reasonText },
      });
      expect(answer.status).toBe(201);
    },
  );
  const { patientId, careProviderId } = place;
  const question = { careProviderId, patientId, getCancelledFlag: true };
  await inGroups(
    ASKING,
    Array.from({ length: times(600) }, (_, index) => index),
    async (index) => {
      const contract = lists[index % lists.length]!;
      const { patientId: _, ...ofProvider } = question;
      const { getCancelledFlag: __, ...ofPatient } = question;
      const bodies = [question, ofPatient, ofProvider];
      const { status } = await call(index % 2 ? one : other, contract, bodies[index % lists.length]!);
      expect(status).toBe(200);
      ledger.note('large answers');
    },
  );
}

survives('large answers with little memory', { ...embedded, settings: littleMemory }, largeAnswers);
