import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import type { Body } from '../../apps/api/src/contracts/given';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { bareResponse, soapCall } from '../support/soap-call';
import { envelope, escaped, messageOf, soapContract } from '../support/soap-message';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import type { GeneratedRequest } from './generated-requests';
import { encoded, restyled } from './restyled';

/** Two services with a ledger each and one clock, the one asked over JSON and the other over SOAP. */
export class TwoDoors {
  private constructor(
    private readonly folders: readonly [TemporaryFolder, TemporaryFolder],
    private readonly services: readonly [InProcessService, InProcessService],
    private readonly clock: { now: number },
  ) {}

  static async open(): Promise<TwoDoors> {
    const clock = { now: Date.parse('2026-03-02T11:00:00Z') };
    const folders = [await temporaryFolder(), await temporaryFolder()] as const;
    const start = ({ path }: TemporaryFolder) =>
      startInProcess({ DATA_DIR: path, PAGE_SIZE: '2', SOAP_PATH_PREFIXES: '/vp' }, () => clock.now);
    return new TwoDoors(folders, [await start(folders[0]), await start(folders[1])], clock);
  }

  /**
   * What each door answers to a request, in the same words where they mean the same.
   * @throws NotExpressible when XML cannot say it
   */
  async ask({
    contract,
    body,
    style,
    delivery: { base, charset, headers },
    wait,
  }: GeneratedRequest): Promise<readonly [json: string, soap: string]> {
    const soap = soapContract(contract);
    const plain = envelope(messageOf(soap, body));
    this.clock.now += wait * 1000;
    const document = encoded(restyled(plain, style), style.encoding);
    const type = style.encoding.startsWith('utf-8') ? `text/xml; charset=${charset}` : 'text/xml';
    const sent = { 'content-type': type, ...headers };
    const answer = await soapCall(this.services[1].url + base, soap, document, sent);
    return [
      await this.askOverJson(contract, body),
      answer.status === 200 ? bareResponse(answer) : answer.text,
    ];
  }

  private async askOverJson(contract: string, body: Body): Promise<string> {
    const answer = await call(this.services[0].url, inKebabCase(contract), body);
    const { errors: _errors, cursor: _cursor, ...response } = answer.body as Body;
    return inXml(response);
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.close()));
  }

  /** What is in their ledgers when both are closed, but for what differs from one request to the next. */
  async ledgers(): Promise<readonly [json: unknown[], soap: unknown[]]> {
    const [json, soap] = this.folders;
    const ledgers = [await eventsIn(json), await eventsIn(soap)] as const;
    await Promise.all(this.folders.map((folder) => folder.remove()));
    return ledgers;
  }
}

const inKebabCase = (name: string): string => name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

/** A JSON response as XML: an element per field, and one per item of a list. */
function inXml(value: unknown): string {
  if (typeof value !== 'object' || value === null) return escaped(String(value));
  return Object.entries(value)
    .flatMap(([name, field]) =>
      (Array.isArray(field) ? field : [field]).map((one) => `<${name}>${inXml(one)}</${name}>`),
    )
    .join('');
}

async function eventsIn({ path }: TemporaryFolder): Promise<unknown[]> {
  const store = await EmbeddedEventStore.open(join(path, 'log'));
  const events: unknown[] = [];
  for await (const { type, stream, revision, data } of store.readAll())
    events.push({ type, stream, revision, data });
  await store.close();
  return events;
}
