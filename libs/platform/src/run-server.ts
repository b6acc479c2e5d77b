import { readConfig, type Config } from './config/config';
import { loadEnvFile } from './config/env-file';
import { withDeadline } from './deadline';
import { EndCode, exitNow, killNow, spreadLastNet, whenUnread, type UnexpectedError } from './last-net';
import { createLog, flushLog, type Logger } from './log';
import { demandOpenFiles } from './open-files';
import { takeOverConsole } from './package-output';
import { provideWorkerThreads } from './worker-threads';

/** A server that runs. */
export interface RunningServer {
  /** Lets what is in flight finish, then closes. */
  close(): Promise<void>;
}

/** A program that serves until it is asked to stop. */
export interface ServerProgram {
  /** As it calls itself where it cannot start or stop, such as `The portal`. */
  readonly name: string;
  /** Loads what the server consists of, starts it, and says in the log where it listens. @throws what an operator must correct, in words */
  readonly start: (config: Config, log: Logger) => Promise<RunningServer>;
}

/** How long a start that is under way may take to end when the process is asked to stop, in milliseconds. */
const START_PATIENCE_MS = 2_000;

/**
 * Runs a server from the environment, until SIGINT or SIGTERM, or until the process that supervises it has gone. Only when the
 * worker threads are provided is it started, and what it consists of must not be loaded before: packages may begin to use the
 * threads while they are loaded.
 */
export function runServer(program: ServerProgram): void {
  const run = new ServerRun(program);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => run.end(0));
  process.on('disconnect', () => run.end(0));
  whenUnread(() => run.end(EndCode.unread));
  spreadLastNet({ report: (unexpected) => run.report(unexpected), stop: () => run.stop() });
  run.start().catch((error: unknown) => run.refuse(error));
}

class ServerRun {
  private config: Config | undefined;
  private log: Logger | undefined;
  private starting: Promise<RunningServer | undefined> = Promise.resolve(undefined);
  private hasStarted = false;
  private stopping: Promise<void> | undefined;

  constructor(private readonly program: ServerProgram) {}

  async start(): Promise<void> {
    demandOpenFiles();
    provideWorkerThreads();
    const warnings: string[] = [];
    loadEnvFile((warning) => warnings.push(warning));
    this.config = readConfig(process.env);
    const log = createLog(this.config.LOG_LEVEL);
    this.log = log;
    takeOverConsole((text) => void log.debug(text));
    for (const warning of warnings) log.warn(warning);
    this.starting = this.program.start(this.config, log);
    await this.starting;
    this.hasStarted = true;
  }

  /** Ends a process whose server did not start; one that is asked to stop meanwhile ends as asked. */
  refuse(error: unknown): void {
    if (this.stopping) return;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${this.program.name} cannot start.\n${message}\n`);
    exitNow(1);
  }

  report({ eventId, origin, error }: UnexpectedError): void {
    const cause = error instanceof Error ? error.stack : String(error);
    if (this.log) this.log.error(`${this.program.name} stops: unexpected error.`, { eventId, origin, cause });
    else process.stderr.write(`${this.program.name} stops: unexpected error (event ${eventId}).\n${cause}\n`);
  }

  /** Stops in order and ends the process with this code; kills it when it does not stop. Being called again changes nothing. */
  end(code: number): void {
    if (this.stopping) return;
    this.stop().then(() => exitNow(code), killNow);
  }

  /** Resolves when the server has closed and its log is written. @throws when it does not close in time */
  stop(): Promise<void> {
    this.stopping ??= this.stopOnce();
    return this.stopping;
  }

  private async stopOnce(): Promise<void> {
    const { log } = this;
    log?.info('stopping');
    try {
      const server = await this.startedServer();
      if (server) await withDeadline(server.close(), this.config!.SHUTDOWN_DEADLINE_MS, 'Stopping');
      log?.info('stopped');
    } catch (error) {
      log?.error(`${this.program.name} did not stop in order. Nothing acknowledged is lost.`, {
        cause: String(error),
      });
      throw error;
    } finally {
      if (log) await flushLog(log);
    }
  }

  /** What fails to start has closed what it had opened. */
  private startedServer(): Promise<RunningServer | undefined> {
    if (this.hasStarted) return this.starting;
    const started = this.starting.catch(() => undefined);
    return withDeadline(started, START_PATIENCE_MS, 'The start that is under way');
  }
}
