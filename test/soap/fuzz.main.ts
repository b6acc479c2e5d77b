import { Fuzzing } from './fuzz';
import { SecondReader } from './second-reader';

/** Takes the number of mutants and the seed; prints the report as JSON. */
async function main([mutants, seed]: readonly string[]): Promise<void> {
  const fuzzing = new Fuzzing(await SecondReader.load());
  process.stdout.write(JSON.stringify(fuzzing.run(Number(mutants), Number(seed))));
}

void main(process.argv.slice(2));
