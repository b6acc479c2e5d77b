import { soapContracts } from '../../apps/api/src/contracts';
import { soapPaths } from '../../apps/api/src/doors/soap';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { toCheck } from '../support/requests';
import { resultIn, soapCall } from '../support/soap-call';
import { envelope, messageOf, soapContract } from '../support/soap-message';

const place = {
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-1A',
  careUnitId: 'SE165565594230-1B0C',
};
const check = envelope(messageOf(soapContract('CheckConsent'), toCheck(place)));

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

describe('The address of the domain', () => {
  const url = () => `${service.url}/informationsecurity/authorization/consent`;

  it('answers as the short one does', async () => {
    expect(resultIn(await soapCall(url(), soapContract('CheckConsent'), check)).resultCode).toBe('OK');
  });

  it('is the address in the WSDL that is asked for there', async () => {
    const address = `${url()}/CheckConsent/2/rivtabp21`;
    expect(await (await fetch(`${address}?wsdl`)).text()).toContain(`location="${address}"`);
  });

  it.each(['/vp', '/region/a.b'])(
    'is served behind %s too, where that is set, with its WSDL',
    async (prefix) => {
      const own = await startInProcess({ SOAP_PATH_PREFIXES: '/vp, /region/a.b' });
      const behind = `${own.url}${prefix}/informationsecurity/authorization/consent`;
      for (const contract of soapContracts) {
        const address = own.url + soapPaths(contract, [prefix]).at(-1)!;
        expect(await (await fetch(`${address}?wsdl`)).text()).toContain(`location="${address}"`);
      }
      const answer = await soapCall(behind, soapContract('CheckConsent'), check);
      await own.close();
      expect(resultIn(answer).resultCode).toBe('OK');
    },
  );
});
