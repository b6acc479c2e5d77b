import { once } from 'node:events';
import fs from 'node:fs';
import timers from 'node:timers/promises';
import { EmbeddedEventStore } from '#event-store';
import { Removing } from '#retention';
import { endAfter } from '../../apps/ledger/src/closing';
import { commandGroups } from '../../apps/ledger/src/commands';
import { runCommandLine } from '../../apps/ledger/src/run-command';

// Runs a command of `ledger` that is killed (SIGKILL), or asked to stop, at a step of a removal: `killed-retention.js <step> retention apply …`.

const die = (): void => void process.kill(process.pid, 'SIGKILL');

const isDraft = (path: unknown): boolean => /\/audit-log\/rewrite(\/data\.mdb)?$/.test(String(path));
const { rmSync, chmodSync, renameSync } = fs;
const { setImmediate: turn } = timers;
const methodOf = <Class, Name extends keyof Class>(prototype: Class, name: Name): Class[Name] =>
  prototype[name];
const demandPlanned = methodOf(Removing.prototype, 'demandPlanned');
const append = methodOf(EmbeddedEventStore.prototype, 'append');
let draft = '';

/** Does something once, between two pages of the draft. */
function withinDraft(work: () => Promise<void>): void {
  let isDone = false;
  fs.rmSync = (path, options) => {
    if (isDraft(path)) draft = `${String(path)}/data.mdb`;
    rmSync(path, options);
  };
  timers.setImmediate = async (...given: []) => {
    if (!isDone && fs.existsSync(draft)) {
      isDone = true;
      await work();
    }
    return turn(...given);
  };
}

async function askToStop(): Promise<void> {
  const asked = once(process, 'SIGTERM');
  process.kill(process.pid, 'SIGTERM');
  await asked;
}

/** Kills at the calls of the system that a step is made of, and before or after what is done between them. */
const steps: Readonly<Record<string, () => void>> = {
  'before the draft': () => {
    fs.rmSync = (path, options) => (isDraft(path) ? die() : rmSync(path, options));
  },
  'within the draft': () => withinDraft(async () => die()),
  'asked to stop within the draft': () => withinDraft(askToStop),
  'after the draft': () => {
    Removing.prototype.demandPlanned = function () {
      demandPlanned.call(this);
      die();
    };
  },
  'after the record': () => {
    fs.chmodSync = (path, mode) => (isDraft(path) ? die() : chmodSync(path, mode));
  },
  'before the switch': () => {
    fs.renameSync = (from, to) => (isDraft(from) ? die() : renameSync(from, to));
  },
  'after the switch': () => {
    fs.renameSync = (from, to) => {
      renameSync(from, to);
      if (isDraft(from)) die();
    };
  },
  'after the end': () => {
    EmbeddedEventStore.prototype.append = async function (stream, expected, events) {
      const result = await append.call(this, stream, expected, events);
      if (events[0]!.type === 'RemovalEnded.v1') die();
      return result;
    };
  },
};

const [step = '', ...args] = process.argv.slice(2);
steps[step]!();
void runCommandLine(commandGroups, args).then(endAfter);
