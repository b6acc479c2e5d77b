import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { transports } from 'winston';
import { tolvan } from '#consent/given';
import { openStores, type OpenStores } from '#consent-ledger';
import { createLog, readConfig, type Config, type Logger } from '#platform';
import { Tickets, type SignOnEvent } from '#sign-on';
import { servePortal, type Portal } from '../../../apps/portal/src/portal';
import { freePorts } from '../../support/free-ports';
import { projectFolder } from '../../support/project-folder';
import { spawnServer, type SpawnedService } from '../../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { sampleOrganisation } from '../browser/sample-people';
import { signOnEvents } from '../browser/sign-on-events';

interface Parts {
  readonly config: Config;
  readonly stores: OpenStores;
  readonly identityProvider: SpawnedService;
  readonly folder: TemporaryFolder;
  readonly log: Logger;
}

const SECOND = 1000;

/** The real portal in this process, on a clock that can be turned, with the real identity provider for development beside it. */
export class PortalUnderTest {
  /** Everything that it has logged. */
  logged = '';
  /** How far ahead its clock is, in milliseconds. */
  private ahead = 0;
  private portal: Portal;

  private constructor(private readonly parts: Parts) {}

  /** @param own settings that the portal has for itself: the identity provider has others. */
  static async start(
    more: Record<string, string> = {},
    own: Record<string, string> = {},
  ): Promise<PortalUnderTest> {
    const folder = await temporaryFolder();
    const environment = await environmentOf(folder, more);
    const config = readConfig({ ...environment, ...own });
    const identityProvider = await spawnServer('portal/src/local-idp/main.js', environment);
    const log = createLog('debug');
    const stores = await openStores(config, log);
    const started = new PortalUnderTest({ config, stores, identityProvider, folder, log });
    started.record(log);
    await started.open();
    return started;
  }

  get url(): string {
    return this.portal.url;
  }

  get issuer(): string {
    return this.parts.config.OIDC_ISSUER;
  }

  now(): number {
    return Date.now() + this.ahead;
  }

  turnClock(seconds: number): void {
    this.ahead += seconds * SECOND;
  }

  /** A ticket for a patient, as an organisation's records system gets it. */
  ticket(organisation = 'Hjertesenteret', patient = tolvan): Promise<string> {
    const { stores, config } = this.parts;
    const { number: organisationNumber } = sampleOrganisation(organisation);
    const request = { organisationNumber, patient, basis: 'HPAKUTT', recordsSystem: 'Journal 4.2' } as const;
    return new Tickets(stores.store, config.TICKET_LIFETIME_S * SECOND).issue(request, this.now());
  }

  events(): Promise<SignOnEvent[]> {
    return signOnEvents(this.parts.stores.store);
  }

  async storedText(): Promise<string> {
    const stored: unknown[] = [];
    for await (const event of this.parts.stores.store.readAll()) stored.push(event);
    return JSON.stringify(stored);
  }

  /** @param changed settings that are others from now on. */
  async restart(changed: Partial<Config> = {}): Promise<void> {
    await this.portal.close();
    // The client notices only then that its connections have ended.
    await setTimeout(50);
    await this.open(changed);
  }

  async close(): Promise<void> {
    await this.portal.close();
    await this.parts.stores.close();
    await this.parts.identityProvider.end('SIGTERM');
    await this.parts.folder.remove();
  }

  private async open(changed: Partial<Config> = {}): Promise<void> {
    const { stores, config, log } = this.parts;
    this.portal = await servePortal(stores, { ...config, ...changed }, () => this.now(), log);
  }

  private record(log: Logger): void {
    const stream = new PassThrough();
    stream.on('data', (line) => (this.logged += String(line)));
    log.clear().add(new transports.Stream({ stream }));
  }
}

async function environmentOf(
  { path }: TemporaryFolder,
  more: Record<string, string>,
): Promise<Record<string, string>> {
  const [portalPort, idpPort] = await freePorts(2);
  return {
    ...{ DATA_DIR: path, PORTAL_PORT: String(portalPort), LOCAL_IDP_PORT: String(idpPort) },
    OIDC_ISSUER: `http://127.0.0.1:${idpPort}`,
    HPR_FILE: `${projectFolder}/samples/registers/hpr.json`,
    ORGANISATIONS_FILE: `${projectFolder}/samples/registers/organisations.json`,
    ...more,
  };
}
