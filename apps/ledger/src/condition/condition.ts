import { settings } from '#platform';
import type { Invocation } from '../ledger-command';
import { projectVersion } from '../project';
import { diskCondition } from './disk-condition';
import { fileCondition } from './file-condition';
import type { Finding } from './finding';
import { ledgerCondition } from './ledger-condition';
import { serviceCondition } from './service-condition';

/** How everything is that the settings name: the program, the service, the ledger, the disk and the files. */
export async function conditionOf(invocation: Invocation): Promise<readonly Finding[]> {
  const config = await invocation.config();
  return [
    { about: 'Program', state: `consent-ledger ${projectVersion()} on Node ${process.versions.node}` },
    ...(await serviceCondition(config)),
    ...(await ledgerCondition(invocation)),
    ...(await diskCondition(config)),
    ...fileCondition(config, invocation.clock),
    { about: 'Settings', state: settingsInUse() },
  ];
}

/** The names alone: a value may be a secret. */
function settingsInUse(): string {
  const names = Object.keys(settings).filter((name) => process.env[name]?.trim());
  return names.length === 0 ? 'all as they are by default' : `set: ${names.join(', ')}`;
}
