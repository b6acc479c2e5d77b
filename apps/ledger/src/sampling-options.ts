import type { Command } from 'commander';

/** The options that determine a sample: the same ones draw the same sample. */
export const addSamplingOptions = (command: Command): Command =>
  command
    .requiredOption('--month <month>', 'The month, as 2026-10, in Swedish local time.')
    .requiredOption('--seed <text>', 'What the sample is drawn by: the same text draws the same sample.')
    .option('--size <count>', 'How many to draw, beside every access in an emergency.', '50');
