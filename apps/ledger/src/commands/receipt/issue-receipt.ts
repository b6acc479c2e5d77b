import { writeFileSync } from 'node:fs';
import { consentHistory, decisionAt, formatRecordPlace, parseRecordPlace, type AccessSubject } from '#audit';
import { isUuid } from '#consent';
import type { OpenStores } from '#consent-ledger';
import { ContradictedCheckpoint, NotInTree } from '#evidence';
import { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import { aboutWhom, noteLook } from '../../looks';
import { receiptOfConsent } from '../../receipts/receipts-of-consents';
import { receiptOfDecision } from '../../receipts/receipts-of-records';
import { withStores } from '../../with-stores';

/** Writes the receipt for every event of a consent, or for one recorded check. */
export async function issueReceipt(invocation: Invocation): Promise<ExitCode> {
  const asked = askedFor(invocation.args[0]!);
  try {
    const issued = await withStores(invocation, async (stores) => {
      const result = await asked.issue(invocation, stores);
      await noteLook(invocation, stores, { command: 'receipt', ...(await asked.about(stores)) });
      return result;
    });
    hand(issued, asked.name, invocation);
    return ExitCode.done;
  } catch (error) {
    if (!(error instanceof ContradictedCheckpoint || error instanceof NotInTree)) throw error;
    process.stderr.write(`${error.message} There is no receipt. Run ledger verify for details.\n`);
    return ExitCode.found;
  }
}

interface Issued {
  readonly receipt: { readonly checkpoint: string };
  /** For how many events it is, or records of checks. */
  readonly count: number;
  readonly of: 'event' | 'check';
}

interface Asked {
  /** As it stands in the name of a file. */
  readonly name: string;
  /** Whom and what the receipt names. */
  readonly about: (stores: OpenStores) => Promise<AccessSubject>;
  readonly issue: (invocation: Invocation, stores: OpenStores) => Promise<Issued>;
}

/** @throws WrongUsage when it is neither a consent nor a record. */
function askedFor(text: string): Asked {
  if (isUuid(text)) {
    return {
      name: text.toLowerCase(),
      about: async ({ store }) => {
        const history = await consentHistory(store, text);
        return aboutWhom({ assertionId: text, patient: history?.registered.patient });
      },
      issue: async (...parts) => {
        const receipt = await receiptOfConsent(text, ...parts);
        return { receipt, count: receipt.events.length, of: 'event' };
      },
    };
  }
  const place = parseRecordPlace(text);
  if (place) {
    return {
      name: formatRecordPlace(place).replaceAll('/', '-'),
      about: async ({ auditStore }) => aboutWhom((await decisionAt(auditStore, place)) ?? {}),
      issue: async (...parts) => ({
        receipt: await receiptOfDecision(place, ...parts),
        count: 1,
        of: 'check',
      }),
    };
  }
  throw new WrongUsage(
    'The id of a consent is a UUID, such as 4e4d1c5e-7f6f-4a0c-9a55-0b3f8c1d2e01, and a recorded check is named as ' +
      'ledger decisions does, such as 2026-10-15/4/0.',
  );
}

function hand({ receipt, count, of }: Issued, name: string, { options, terminal }: Invocation): void {
  const text = `${JSON.stringify(receipt, null, 2)}\n`;
  const file = typeof options.out === 'string' ? options.out : `receipt-${name}.json`;
  if (file === '-') {
    process.stdout.write(text);
    return;
  }
  writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  terminal.record({ file, [`${of}s`]: count, checkpoint: receipt.checkpoint });
  terminal.line(
    `The receipt for ${count} ${of}${count === 1 ? '' : 's'} is in ${file}. It holds the personal identity.`,
  );
  terminal.line(`It is verified by: ledger verify-receipt ${file}`);
}
