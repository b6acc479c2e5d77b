import { randomUUID } from 'node:crypto';
import { call } from './support/call';
import { startInProcess, type InProcessService } from './support/in-process-service';

const actor = { employeeId: 'SE165565594230-1A2B' };
const action = {
  requestDate: '2025-01-15T09:30:00',
  requestedBy: actor,
  registrationDate: '2025-01-15T09:45:00',
  registeredBy: actor,
  reasonText: 'Återbesök',
};
const registration = () => ({
  assertionId: randomUUID(),
  assertionType: 'Consent',
  scope: 'NationalLevel',
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  careProviderId: 'SE165565594230-1000',
  careUnitId: 'SE165565594230-1B0C',
  registrationAction: action,
});

let service: InProcessService;
beforeAll(async () => (service = await startInProcess()));
afterAll(() => service.close());

describe('a registration that JSON can be read from in more than one way', () => {
  const text = JSON.stringify(registration());

  it.each([
    ['is not UTF-8', Buffer.from(text, 'latin1')],
    ['ends twice', Buffer.from(text.replace('{', '{"endDate":"2025-01-15T10:00:00","endDate":null,'))],
  ])('is refused, and registers nothing: it %s', async (_name, body) => {
    const refused = await fetch(`${service.url}/v2/register-extended-consent`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'malformed-json' }),
    ]);
    const cancellation = { assertionId: JSON.parse(text).assertionId as string, cancellationAction: action };
    expect((await call(service.url, 'cancel-extended-consent', cancellation)).status).toBe(404);
  });
});
