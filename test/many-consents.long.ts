import { newId } from '#platform';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';
import { allOfCareProvider } from './support/paging';
import { person } from './support/people';
import { toCancel, toCheck, toRegister } from './support/requests';
import { inGroups } from './support/in-groups';

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};
const MANY = 520;
const LISTED = 500;
const NAMED = 'SE165565594230-20A1';

interface Listed {
  readonly result: { readonly resultCode: string; readonly resultText?: string };
  readonly pdlAssertions: readonly { readonly assertionId: string }[];
}

describe('a patient with very many consents at one unit', () => {
  let service: InProcessService;
  const ids = Array.from({ length: MANY }, newId);
  const hasConsent = async (employeeId?: string): Promise<boolean> => {
    const { body } = await call(service.url, 'check-consent', toCheck(place, employeeId));
    return (body as { checkResult: { hasConsent: boolean } }).checkResult.hasConsent;
  };
  const list = async (contract: string, more: object): Promise<Listed> => {
    const { body } = await call(service.url, contract, { patientId: place.patientId, ...more });
    return Object.values(body as Record<string, Listed>)[0]!;
  };
  const cancel = (some: readonly string[]): Promise<unknown> =>
    inGroups(20, some, async (id) => {
      expect((await call(service.url, 'cancel-extended-consent', toCancel(id))).status).toBe(200);
    });

  beforeAll(async () => {
    service = await startInProcess();
    for (const [index, id] of ids.entries()) {
      const body = toRegister(id, place, index === 0 ? { employeeId: NAMED } : {});
      expect((await call(service.url, 'register-extended-consent', body)).status).toBe(201);
    }
  });
  afterAll(() => service.close());

  it('is listed as far as one answer goes, and the answer says that it is a part', async () => {
    const { careProviderId } = place;
    const lists = [
      await list('get-consents-for-patient', { careProviderId }),
      await list('get-extended-consents-for-patient', { careProviderId, getCancelledFlag: true }),
      await list('get-all-extended-consents-for-patient', { getCancelledFlag: false }),
    ];
    for (const { result, pdlAssertions } of lists) {
      expect(result).toEqual({
        resultCode: 'INFO',
        resultText: 'Svaret är ofullständigt: patienten har fler samtycken än vad som ryms i ett svar',
      });
      expect(pdlAssertions).toHaveLength(LISTED);
    }
    expect(lists[0]!.pdlAssertions.map(({ assertionId }) => assertionId)).toEqual(ids.slice(-LISTED));
  });

  it('is told whole to a system that keeps a copy', async () => {
    expect([...(await allOfCareProvider(service.url, place.careProviderId)).keys()]).toEqual(ids);
  });

  it('is checked by what is left when the others are cancelled', async () => {
    expect(await hasConsent()).toBe(true);
    await cancel(ids.slice(100));
    expect(await hasConsent()).toBe(true);
    const { careProviderId } = place;
    const { result, pdlAssertions } = await list('get-consents-for-patient', { careProviderId });
    expect(result).toEqual({ resultCode: 'OK' });
    expect(pdlAssertions.map(({ assertionId }) => assertionId)).toEqual(ids.slice(0, 100));
    await cancel(ids.slice(1, 100));
    expect([await hasConsent(), await hasConsent(NAMED)]).toEqual([false, true]);
    await cancel(ids.slice(0, 1));
    expect(await hasConsent(NAMED)).toBe(false);
  });
});
