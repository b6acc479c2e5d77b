import { setTimeout as pause } from 'node:timers/promises';
import { NoAnswer, NotExpressible, type Body, type CalledContract, type Door } from '#contract-doors';
import { frameOf, type Frame } from './frame';
import { SourceFailure, SourceRefused } from './source-failure';

/** How long to wait before each further attempt, in milliseconds. */
const PAUSES = [100, 500, 2_000];

/** What may be another in a moment. */
const TRANSIENT: ReadonlySet<NoAnswer['kind']> = new Set(['unreachable', 'timeout', 'not-an-answer']);

/** Asks, and asks again what may be answered in a moment: reading changes nothing. @throws SourceRefused at once, SourceFailure after four attempts */
export async function asked(door: Door, contract: CalledContract, body: Body): Promise<Frame> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await askedOnce(door, contract, body);
    } catch (error) {
      const wait = PAUSES[attempt];
      if (!(error instanceof SourceFailure) || !error.isTransient || wait === undefined) throw error;
      await pause(wait);
    }
  }
}

async function askedOnce(door: Door, contract: CalledContract, body: Body): Promise<Frame> {
  try {
    return frameOf(contract, (await door.read(contract, body)).content);
  } catch (error) {
    if (error instanceof NotExpressible) throw new SourceRefused(`${contract.name} cannot be asked in XML.`);
    if (!(error instanceof NoAnswer)) throw error;
    throw new SourceFailure(`${contract.name}: ${error.message}`, TRANSIENT.has(error.kind));
  }
}
