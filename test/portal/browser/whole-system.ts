import { join } from 'node:path';
import { EmbeddedEventStore } from '#event-store';
import { freePorts } from '../../support/free-ports';
import { spawnServer, spawnService, type SpawnedService } from '../../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';
import { SampleRegisters } from './sample-registers';

/** Where the people of the samples get help. */
export const SUPPORT_CONTACT = 'Servicedesk, 010-123 45 67';

type Environment = Readonly<Record<string, string>>;

interface Parts {
  readonly folder: TemporaryFolder;
  readonly registers: SampleRegisters;
  readonly environment: Environment;
  readonly service: SpawnedService;
  /** The ledger, opened beside those who write it. */
  readonly store: EmbeddedEventStore;
}

const PORTAL = 'portal/src/main.js';
const IDENTITY_PROVIDER = 'portal/src/local-idp/main.js';

/** Everything that a person meets, each a process of its own (`npm run build:all` first), on free ports. */
export class WholeSystem {
  private readonly endedLogs: string[] = [];

  private constructor(
    private readonly parts: Parts,
    private identityProvider: SpawnedService,
    private portal: SpawnedService,
  ) {}

  /** @param fill puts a ledger into the folder before anybody opens it. */
  static async start(fill?: (dataDirectory: string) => Promise<void>): Promise<WholeSystem> {
    const folder = await temporaryFolder();
    await fill?.(folder.path);
    const registers = await SampleRegisters.start();
    const service = await spawnService({ DATA_DIR: folder.path });
    const environment = await environmentOf(folder, registers, service);
    const identityProvider = await spawnServer(IDENTITY_PROVIDER, environment);
    const portal = await spawnServer(PORTAL, environment);
    const store = await EmbeddedEventStore.open(join(folder.path, 'log'));
    const parts = { folder, registers, environment, service, store };
    return new WholeSystem(parts, identityProvider, portal);
  }

  get url(): string {
    return this.parts.environment.PORTAL_URL!;
  }

  get issuer(): string {
    return this.parts.environment.OIDC_ISSUER!;
  }

  get serviceUrl(): string {
    return this.parts.service.url;
  }

  get registers(): SampleRegisters {
    return this.parts.registers;
  }

  get store(): EmbeddedEventStore {
    return this.parts.store;
  }

  /** Everything that the portal has logged, a line each. */
  get portalLog(): readonly string[] {
    return [...this.endedLogs, ...this.portal.log, ...this.portal.errors];
  }

  /** Everything that anybody has logged. */
  get logs(): readonly string[] {
    const others = [this.parts.service, this.identityProvider].flatMap(({ log, errors }) => [
      ...log,
      ...errors,
    ]);
    return [...this.portalLog, ...others];
  }

  /** Stops the portal, and starts it anew where it was, with other settings. */
  async restartPortal(more: Environment = {}): Promise<void> {
    await this.endPortal();
    this.portal = await spawnServer(PORTAL, { ...this.parts.environment, ...more });
  }

  /** From now on nobody answers where the identity provider was. */
  async stopIdentityProvider(): Promise<void> {
    await this.identityProvider.end('SIGTERM');
  }

  /** Starts the identity provider anew where it was, and the portal with it. */
  async restartIdentityProvider(): Promise<void> {
    await this.stopIdentityProvider();
    this.identityProvider = await spawnServer(IDENTITY_PROVIDER, this.parts.environment);
    await this.restartPortal();
  }

  async close(): Promise<void> {
    const { service, store, registers, folder } = this.parts;
    await this.endPortal();
    await Promise.all([service, this.identityProvider].map((each) => each.end('SIGTERM')));
    await store.close();
    await registers.close();
    await folder.remove();
  }

  private async endPortal(): Promise<void> {
    await this.portal.end('SIGTERM');
    this.endedLogs.push(...this.portal.log, ...this.portal.errors);
  }
}

async function environmentOf(
  folder: TemporaryFolder,
  { hpr, organisations }: SampleRegisters,
  service: SpawnedService,
): Promise<Environment> {
  const [portalPort, idpPort] = await freePorts(2);
  return {
    DATA_DIR: folder.path,
    PORTAL_PORT: String(portalPort),
    PORTAL_URL: `http://127.0.0.1:${portalPort}`,
    LOCAL_IDP_PORT: String(idpPort),
    OIDC_ISSUER: `http://127.0.0.1:${idpPort}`,
    CONSENT_SERVICE_URL: service.url,
    HPR_URL: hpr.url,
    ORGANISATIONS_URL: organisations.url,
    AUDITORS: '9000109',
    SUPPORT_CONTACT,
  };
}
