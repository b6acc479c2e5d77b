import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { documentsFrom, importsOf } from './served-documents';

/** What the judge is given: a schema that brings the others together, and where it finds them. */
export interface Library {
  readonly root: string;
  readonly documents: Readonly<Record<string, string>>;
}

/** libxml2 with the schemas that a contract's address serves: whether a whole envelope is as they say. */
export interface SchemaJudge {
  /** What is wrong with an envelope, a sentence each; nothing when it is valid. */
  faultsOf(envelope: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The library is an ES module, which cannot be loaded among tests: the built worker loads it (`npm run build` first). */
const WORKER = join(__dirname, '../../dist/test/soap/schema-judge.worker.js');

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Loads a contract's schemas as a client does, from its WSDL on. */
export async function schemaJudge(contractAddress: string): Promise<SchemaJudge> {
  const worker = new Worker(WORKER, { workerData: await libraryOf(`${contractAddress}?wsdl`) });
  await once(worker, 'message');
  let turn: Promise<unknown> = Promise.resolve();
  const ask = async (envelope: string) => {
    worker.postMessage(envelope);
    const [faults] = (await once(worker, 'message')) as [readonly string[]];
    return faults;
  };
  return {
    faultsOf(envelope) {
      const answer = turn.then(() => ask(envelope));
      turn = answer.catch(() => undefined);
      return answer;
    },
    close: async () => void (await worker.terminate()),
  };
}

async function libraryOf(wsdlAddress: string): Promise<Library> {
  const served = await documentsFrom(wsdlAddress);
  const envelope = new URL('soap-envelope.xsd', wsdlAddress).href;
  const imports = [
    { namespace: ENVELOPE, address: envelope },
    ...importsOf(wsdlAddress, served.get(wsdlAddress)!),
  ];
  const documents = Object.fromEntries(served);
  documents[envelope] = readFileSync(join(__dirname, 'soap-envelope.xsd'), 'utf8');
  return { root: schemaOf(imports), documents };
}

const schemaOf = (imports: readonly { namespace: string; address: string }[]): string => {
  const listed = imports.map(
    ({ namespace, address }) =>
      `<xs:import namespace="${namespace}" schemaLocation="${address.replaceAll('&', '&amp;')}"/>`,
  );
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${listed.join('')}</xs:schema>`;
};
