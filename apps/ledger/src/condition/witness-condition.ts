import { setTimeout as wait } from 'node:timers/promises';
import { localTime } from '#audit';
import type { OpenStores } from '#consent-ledger';
import {
  DECISION_HISTORY,
  LEDGER_HISTORY,
  newestCheckpoint,
  newestCosigned,
  witnessesIn,
  type CosignedCheckpoint,
  type NamedWitnesses,
  type ProvedHistory,
} from '#evidence';
import type { Config } from '#platform';
import type { Finding } from './finding';

/** How long a running service may take to have its newest checkpoint cosigned, and how often it is looked for, in milliseconds. */
const COSIGNING_TIME = 10_000;
const LOOKED_EVERY = 200;

const ADVICE =
  'A running service hands each checkpoint to the witnesses. Look in its log for which one does not cosign, and why.';

/** How far witnesses have cosigned the histories of the ledger; nothing where the settings name no witness. */
export async function witnessCondition(
  { auditStore }: OpenStores,
  config: Config,
): Promise<readonly Finding[]> {
  const named = witnessesIn(config);
  if (!named) return [];
  return [
    await cosigning('Witnesses', { auditStore, named, history: LEDGER_HISTORY }),
    await cosigning('Witnesses of checks', { auditStore, named, history: DECISION_HISTORY }),
  ];
}

interface Cosigning extends Pick<OpenStores, 'auditStore'> {
  readonly named: NamedWitnesses;
  readonly history: ProvedHistory;
}

async function cosigning(about: string, of: Cosigning): Promise<Finding> {
  const giveUpAt = performance.now() + COSIGNING_TIME;
  for (;;) {
    const { size, cosigned } = await standing(of);
    if (size === 0) return { about, state: 'nothing is signed yet' };
    const state = cosigned ? inWords(cosigned) : 'none has cosigned yet';
    if (cosigned && cosigned.size >= size && areEnough(cosigned, of.named)) return { about, state };
    if (performance.now() > giveUpAt) return { about, state, advice: ADVICE };
    await wait(LOOKED_EVERY);
  }
}

const standing = async ({ auditStore, history }: Cosigning) => ({
  size: (await newestCheckpoint(auditStore, history))?.size ?? 0,
  cosigned: await newestCosigned(auditStore, history),
});

/** The settings may have changed since it was recorded. */
const areEnough = (cosigned: CosignedCheckpoint, { witnesses, needed }: NamedWitnesses): boolean =>
  witnesses.filter(({ key }) => cosigned.witnesses.includes(key.name)).length >= needed;

const inWords = ({ size, witnesses, signedAt }: CosignedCheckpoint): string =>
  `cosigned for ${size} by ${witnesses.join(', ')}; ${localTime(Date.parse(signedAt))}`;
