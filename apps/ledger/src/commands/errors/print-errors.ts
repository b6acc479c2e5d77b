import { errorCatalogue, errorsPage, isErrorCode, resolvedByInWords, type ErrorCode } from '#platform';
import { ExitCode } from '../../exit-code';
import { WrongUsage } from '../../failure';
import type { Invocation } from '../../ledger-command';
import type { Terminal } from '../../terminal/terminal';

/** One error, all of them, or the page of them. */
export async function printErrors({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const [code] = args;
  if (code !== undefined && !isErrorCode(code)) {
    throw new WrongUsage(
      'There is no such error code. Without a code, "ledger errors" prints all there are.',
    );
  }
  if (options.markdown === true) terminal.line(errorsPage().trimEnd());
  else if (code === undefined) await printAll(terminal);
  else printOne(code, terminal);
  return ExitCode.done;
}

async function printAll(terminal: Terminal): Promise<void> {
  const codes = (Object.keys(errorCatalogue) as ErrorCode[]).sort();
  for (const code of codes) terminal.record({ code, ...errorCatalogue[code] });
  const columns = [{ title: 'Code' }, { title: 'Who can fix it' }, { title: 'What users see' }];
  await terminal.table(
    columns,
    codes.map((code) => {
      const { resolvedBy, message } = errorCatalogue[code];
      return [code, resolvedByInWords[resolvedBy], message.en];
    }),
  );
}

function printOne(code: ErrorCode, terminal: Terminal): void {
  const { resolvedBy, message, next, support } = errorCatalogue[code];
  terminal.line(`${code}: ${message.en}`);
  terminal.line(`What to do: ${next.en}`);
  terminal.line(`På svenska: ${message.sv} ${next.sv}`);
  terminal.line(`Who can fix it: ${resolvedByInWords[resolvedBy]}.`);
  terminal.line(`For support: ${support}`);
  terminal.record({ code, ...errorCatalogue[code] });
}
