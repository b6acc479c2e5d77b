import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger } from '../support/ledger-cli';
import { AgedCopy, removedWords } from './aged-copy';

let copy: AgedCopy;
let removalId: string;

beforeAll(async () => {
  copy = await AgedCopy.make();
  await copy.renew();
  const [applied] = (await copy.apply()) as readonly [{ readonly removals: readonly [string] }];
  [removalId] = applied.removals;
});
afterAll(() => copy.remove());

it('ledger receipt says of a record that was removed by which removal, and when', async () => {
  const refused = await ledger(['receipt', '2015-03-02/0/0', '--out', '-'], {
    environment: { DATA_DIR: copy.path },
  });
  expect(refused).toMatchObject({ code: 3, out: '', err: expect.stringMatching(removedWords) });
  expect(refused.err).toContain(`(removal ${removalId})`);
});

describe('the service', () => {
  let service: InProcessService;
  beforeAll(async () => {
    service = await startInProcess({ DATA_DIR: copy.path, CALLER_RIGHTS: 'audit' });
  });
  afterAll(() => service.close());

  it('answers a search of days that were removed with 410', async () => {
    const asked = { from: '2015-03-01T00:00:00', to: '2015-03-05T00:00:00' };
    expect(await call(service.url, 'decisions', asked)).toMatchObject({
      status: 410,
      body: { code: 'records-removed', error: 'KJF-000168', detail: expect.stringMatching(removedWords) },
    });
  });

  it('answers a record that was removed with 410, and one that never was with 404', async () => {
    const read = async (id: string) => {
      const answer = await fetch(`${service.url}/fhir/AuditEvent/${id}`);
      return [answer.status, JSON.stringify(await answer.json())];
    };
    expect(await read('2015-03-02.0.0')).toEqual([410, expect.stringContaining('records-removed')]);
    expect(await read('2015-03-02.9.0')).toEqual([404, expect.stringContaining('unknown-record')]);
  });
});
