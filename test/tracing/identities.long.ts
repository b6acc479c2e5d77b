import { inGroups } from '../support/in-groups';
import { identitiesIn } from '../support/identities-in-text';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import {
  contracts,
  examplesOf,
  identities,
  withIdentityEverywhere,
  type Examples,
} from '../logs/requests-with-identities';
import { soapCall } from '../support/soap-call';
import { soapContract } from '../support/soap-message';
import { Collector } from './collector';

let service: InProcessService;
let collector: Collector;
let examples: Examples;

beforeAll(async () => {
  collector = await Collector.start();
  service = await startInProcess({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    CALLER_RIGHTS: 'audit,explain',
  });
  examples = await examplesOf(service.url);
});
afterAll(() => collector.close());

async function send(path: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(service.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  await answer.text();
  return answer.status;
}

async function sendEverything(): Promise<void> {
  for (const contract of contracts) {
    const example = examples[contract];
    await send(`/v2/${contract}`, JSON.stringify(example));
    const bodies = identities.flatMap((identity) => withIdentityEverywhere(example, identity).slice(0, 12));
    await inGroups(8, bodies, async (body) => {
      await send(`/v2/${contract}`, JSON.stringify(body));
    });
  }
  for (const identity of identities) {
    await send(`/v2/${identity}`, identity);
    await send(`/v2/check-consent?${identity}=${identity}`, '{}');
    for (const header of ['traceparent', 'tracestate', 'baggage', 'x-skltp-correlation-id', 'user-agent'])
      await send('/v2/check-consent', JSON.stringify(examples['check-consent']), {
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        [header]: `v=${identity}`,
      });
    await soapCall(service.url, soapContract('CheckConsent'), `<${identity}/>`);
  }
}

/** By chance, the digits of an id may look like anything; callers' own are looked at where they are taken over. */
const withoutIds = (body: string): string =>
  body.replace(/"(?:traceId|spanId|parentSpanId)":"[\da-f]+"/g, '"id"');

it('exports no identity of what was sent', async () => {
  await sendEverything();
  await service.close();
  const sent = await collector.spansOnce(1001);
  expect(new Set(sent.map(({ facts }) => facts['consent.contract'])).size).toBeGreaterThan(10);
  expect(identitiesIn(collector.bodies.map(withoutIds).join('\n'))).toEqual([]);
});
