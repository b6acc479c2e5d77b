import { ReadModelStorage } from '#ledger';

/** Opens the read models in a folder, reads them as they are, says `held`, and never lets go. */
function main([directory]: string[]): void {
  const { folder } = ReadModelStorage.open(directory!, [], () => null);
  folder.environment.get('anything');
  folder.environment.useReadTransaction();
  process.stdout.write('held\n');
  setInterval(() => undefined, 60_000);
}

main(process.argv.slice(2));
