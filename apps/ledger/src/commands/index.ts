import type { LedgerCommand } from '../ledger-command';
import { demoCommand } from './demo/demo.command';

/** Every command, in the order in which help lists them. */
export const commands: readonly LedgerCommand[] = [demoCommand];
