import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FreezableRelay, SpawnedProtocolServer } from '../eventstoredb-protocol-server';
import { spawnService, type SpawnedService } from '../support/spawned-service';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

/** Two service processes on one ledger. */
export interface TwoServices {
  readonly urls: readonly [string, string];
  readonly services: readonly [SpawnedService, SpawnedService];
  /** The settings of each. */
  readonly environments: readonly [Record<string, string>, Record<string, string>];
  end(): Promise<void>;
}

export interface TwoServicesOnServer extends TwoServices {
  readonly server: SpawnedProtocolServer;
}

/** @param inside a command that each service runs in. */
export type Start<Two extends TwoServices = TwoServices> = (
  environment?: Record<string, string>,
  inside?: readonly string[],
) => Promise<Two>;

/** On the embedded store they share a folder: the log, and the read models too. */
export const onOneFolder: Start = async (environment = {}, inside = []) => {
  const folder = await temporaryFolder();
  const settings = { ...environment, DATA_DIR: folder.path };
  return running([settings, settings], () => folder.remove(), inside);
};

/** On EventStoreDB they share the server and the key that signs; each has read models of its own. */
export const onOneServer: Start<TwoServicesOnServer> = async (environment = {}, inside = []) => {
  const server = await SpawnedProtocolServer.start();
  const folders = [await temporaryFolder(), await temporaryFolder()] as const;
  const CHECKPOINT_KEY_FILE = await newKeyIn(folders[0]);
  const settings = (folder: TemporaryFolder) => ({
    ...environment,
    DATA_DIR: folder.path,
    EVENT_STORE_URL: server.url,
    CHECKPOINT_KEY_FILE,
  });
  const cleanUp = async () => {
    await server.stop();
    for (const folder of folders) await folder.remove();
  };
  const two = await running([settings(folders[0]), settings(folders[1])], cleanUp, inside);
  return { ...two, server };
};

async function newKeyIn(folder: TemporaryFolder): Promise<string> {
  const file = join(folder.path, 'key-of-both.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return file;
}

/** A service that writes and another that reads behind a relay, which can be frozen; on one server. */
export interface HeldReader extends TwoServices {
  readonly relay: FreezableRelay;
}

/** @param environment the settings of the reader. */
export async function onOneServerWithRelay(environment: Record<string, string>): Promise<HeldReader> {
  const server = await SpawnedProtocolServer.start();
  const relay = await FreezableRelay.to(Number(new URL(server.url).port));
  const folders = [await temporaryFolder(), await temporaryFolder()] as const;
  const writer = { DATA_DIR: folders[0].path, EVENT_STORE_URL: server.url };
  const reader = { ...environment, DATA_DIR: folders[1].path, EVENT_STORE_URL: relay.url };
  const two = await running([writer, reader], async () => {
    relay.close();
    await server.stop();
    for (const folder of folders) await folder.remove();
  });
  return { ...two, relay };
}

/** Two services by their settings. @param inside a command that each runs in. */
export async function running(
  environments: TwoServices['environments'],
  cleanUp: () => Promise<void>,
  inside: readonly string[] = [],
): Promise<TwoServices> {
  const services = await Promise.all([
    spawnService(environments[0], inside),
    spawnService(environments[1], inside),
  ]);
  const end = async () => {
    for (const service of services) await service.end('SIGTERM');
    await cleanUp();
  };
  return { urls: [services[0].url, services[1].url], services, environments, end };
}
