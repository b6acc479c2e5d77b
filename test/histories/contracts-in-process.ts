import 'reflect-metadata';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { rights } from '#callers';
import type { Caller } from '#consent';
import { openLedger, openStores } from '#consent-ledger';
import { signerOfService } from '#evidence';
import { createLog, newId, readConfig, systemClock } from '#platform';
import { openWebhookSecrets } from '#webhooks';
import { ApiModule } from '../../apps/api/src/composition/api.module';
import { contracts } from '../../apps/api/src/contracts';
import type { ContractName } from '#contracts';
import type { Contract } from '../../apps/api/src/contract/contract';
import { ContractRunner } from '../../apps/api/src/contract/run-contract';
import { useSettings } from '../../apps/api/src/composition/use-settings';
import { patientSettings } from '../support/patient-settings';
import { temporaryFolder } from '../support/temporary-folder';

/** A request as a door hands it on: who asks, and when, are part of it. */
export interface Asked {
  readonly contract: ContractName;
  readonly body: object;
  readonly caller: Caller;
  readonly now: number;
}

/** Every contract of the real service, without a network in between. */
export interface ContractsInProcess {
  ask(asked: Asked): Promise<unknown>;
  close(): Promise<void>;
}

/** The composition root on a ledger of its own, so that hundreds of thousands of requests take minutes; once it has caught up. */
export async function openContracts(environment: Record<string, string>): Promise<ContractsInProcess> {
  const folder = await temporaryFolder();
  const config = readConfig({
    DATA_DIR: folder.path,
    LOG_LEVEL: 'error',
    ...patientSettings,
    ...environment,
  });
  const log = createLog(config.LOG_LEVEL);
  useSettings(config);
  const ledger = await openLedger(await openStores(config, log), config, log);
  const close = async () => {
    await ledger.close();
    await folder.remove();
  };
  const module = ApiModule.of({
    ...{ config, clock: systemClock, log, ledger, signer: signerOfService(config) },
    ...{ systemNow: () => null, webhookSecrets: openWebhookSecrets(config) },
  });
  const app = await assembled(module, close);
  await ledger.updater.reach(await ledger.store.head(), new AbortController().signal);
  const runner = app.get(ContractRunner);
  const byName = new Map(contracts.map(({ name, contract }) => [name, app.get<Contract>(contract)]));
  return { ask: (asked) => ask(runner, byName.get(asked.contract)!, asked), close };
}

/** Nest's parts without its server. What was opened before is closed again when they do not fit together. */
async function assembled(module: DynamicModule, close: () => Promise<void>) {
  try {
    return await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  } catch (error) {
    await close();
    throw error;
  }
}

async function ask(
  runner: ContractRunner,
  contract: Contract,
  { body, caller, now }: Asked,
): Promise<unknown> {
  const provenance = {
    commandId: newId(),
    correlationId: 'a-history',
    door: 'json' as const,
    systemId: caller.systemId,
  };
  const outcome = await runner.run(contract, body, {
    caller,
    system: { ...caller, contracts: 'all', rights: new Set(rights) },
    now,
    provenance,
    isRepeatable: false,
  });
  return contract.respond(outcome);
}
