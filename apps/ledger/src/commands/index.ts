import type { LedgerCommand } from '../ledger-command';
import { asOfCommand } from './as-of/as-of.command';
import { demoCommand } from './demo/demo.command';
import { historyCommand } from './history/history.command';
import { patientCommand } from './patient/patient.command';
import { providerCommand } from './provider/provider.command';
import { verifyCommand } from './verify/verify.command';

/** Every command, in the order in which help lists them. */
export const commands: readonly LedgerCommand[] = [
  historyCommand,
  patientCommand,
  providerCommand,
  asOfCommand,
  verifyCommand,
  demoCommand,
];
