import { randomUUID } from 'node:crypto';
import { ReadModelStorage } from '#ledger';
import { call } from '../../test/support/call';
import { startInProcess, type InProcessService } from '../../test/support/in-process-service';
import { person } from '../../test/support/people';
import { toCheck, toRegister } from '../../test/support/requests';
import { demandSound } from './sound-service';

const place = {
  careProviderId: 'SE165565594230-P1',
  careUnitId: 'SE165565594230-U1',
  patientId: person(1),
};

describe('the check at the end of a measurement', () => {
  let service: InProcessService;
  beforeEach(async () => (service = await startInProcess()));
  afterEach(async () => {
    jest.restoreAllMocks();
    await service.close();
  });

  const register = () => call(service.url, 'register-extended-consent', toRegister(randomUUID(), place));

  it('passes a service that follows the ledger and answers right, and again', async () => {
    await register();
    await demandSound(service, { granted: [JSON.stringify(toCheck(place))] });
    await demandSound(service);
  });

  it('fails when the read models have stopped', async () => {
    jest.spyOn(ReadModelStorage.prototype, 'apply').mockRejectedValue(new Error('planted'));
    await register();
    await expect(demandSound(service, { patienceMs: 200 })).rejects.toThrow('The service is not ready');
  });

  it('fails when the read models stop after it was found ready', async () => {
    jest.spyOn(ReadModelStorage.prototype, 'apply').mockRejectedValue(new Error('planted'));
    await expect(demandSound(service)).rejects.toThrow('is answered with 503');
  });

  it('fails when what was registered is not granted', async () => {
    const granted = [JSON.stringify(toCheck(place))];
    await expect(demandSound(service, { granted })).rejects.toThrow('is answered false');
  });
});
