import type { LedgerCommand } from '../ledger-command';
import { acceptLossCommand } from './accept-loss/accept-loss.command';
import { accessesCommand } from './accesses/accesses.command';
import { adoptCommand } from './adopt/adopt.command';
import { asOfCommand } from './as-of/as-of.command';
import { callersCommand } from './callers/callers.command';
import { checkpointCommand } from './checkpoint/checkpoint.command';
import { completionCommand } from './completion/completion.command';
import { decisionsCommand } from './decisions/decisions.command';
import { demoCommand } from './demo/demo.command';
import { diffCheckpointsCommand } from './diff-checkpoints/diff-checkpoints.command';
import { diffCommand } from './diff/diff.command';
import { doctorCommand } from './doctor/doctor.command';
import { errorsCommand } from './errors/errors.command';
import { exportCommand } from './export/export.command';
import { extractCommand } from './extract/extract.command';
import { historyCommand } from './history/history.command';
import { holdCommand } from './hold/hold.command';
import { importCommand } from './import/import.command';
import { initCommand } from './init/init.command';
import { patientCommand } from './patient/patient.command';
import { portalKeyCommand } from './portal-key/portal-key.command';
import { providerCommand } from './provider/provider.command';
import { rebuildCommand } from './rebuild/rebuild.command';
import { receiptCommand } from './receipt/receipt.command';
import { retentionCommand } from './retention/retention.command';
import { sampleCommand } from './sample/sample.command';
import { signOnsCommand } from './sign-ons/sign-ons.command';
import { signOffCommand } from './sign-off/sign-off.command';
import { statusCommand } from './status/status.command';
import { verifyCommand } from './verify/verify.command';
import { verifyReceiptCommand } from './verify-receipt/verify-receipt.command';
import { witnessCommand } from './witness/witness.command';

/** Commands that serve one purpose. */
export interface CommandGroup {
  readonly heading: string;
  readonly commands: readonly LedgerCommand[];
}

/** Every command, in the order in which help lists them. */
export const commandGroups: readonly CommandGroup[] = [
  {
    heading: 'What happened, and why:',
    commands: [
      historyCommand,
      patientCommand,
      providerCommand,
      asOfCommand,
      decisionsCommand,
      accessesCommand,
      signOnsCommand,
      extractCommand,
    ],
  },
  { heading: "A month's review:", commands: [sampleCommand, signOffCommand] },
  {
    heading: 'Evidence:',
    commands: [
      verifyCommand,
      receiptCommand,
      verifyReceiptCommand,
      checkpointCommand,
      diffCheckpointsCommand,
      witnessCommand,
    ],
  },
  { heading: 'What is kept:', commands: [retentionCommand, holdCommand] },
  {
    heading: 'Operation:',
    commands: [
      statusCommand,
      doctorCommand,
      initCommand,
      rebuildCommand,
      diffCommand,
      exportCommand,
      importCommand,
      adoptCommand,
      acceptLossCommand,
      callersCommand,
      portalKeyCommand,
    ],
  },
  { heading: 'To learn:', commands: [errorsCommand, completionCommand, demoCommand] },
];

export const commands: readonly LedgerCommand[] = commandGroups.flatMap((group) => group.commands);
