import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { soapContracts } from '../../apps/api/src/contracts';
import { namespaces, soapPath } from '../../apps/api/src/doors/soap';
import { documentsFrom, importsOf, type Import } from './served-documents';

/** What the judge is given: a schema that brings the others together, and where it finds them. */
export interface Library {
  readonly root: string;
  readonly documents: Readonly<Record<string, string>>;
}

/** libxml2 with the schemas that a service serves: whether a whole envelope is as they say. */
export interface SchemaJudge {
  /** What is wrong with an envelope, a sentence each; nothing when it is valid. */
  faultsOf(envelope: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The library is an ES module, which cannot be loaded among tests: a built worker loads it (`npm run build:all` first). */
const WORKER = join(__dirname, '../../dist/test/soap/schema-judge.worker.js');

/** Loads a service's schemas as a client does, from every contract's WSDL on. */
export const schemaJudge = async (serviceUrl: string): Promise<SchemaJudge> =>
  judgeBy(await libraryOf(serviceUrl));

export async function judgeBy(library: Library): Promise<SchemaJudge> {
  const worker = new Worker(WORKER, { workerData: library });
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

async function libraryOf(serviceUrl: string): Promise<Library> {
  const envelope = `${serviceUrl}/soap-envelope.xsd`;
  const documents = new Map([[envelope, readFileSync(join(__dirname, 'soap-envelope.xsd'), 'utf8')]]);
  const imports: Import[] = [{ namespace: namespaces.envelope, address: envelope }];
  for (const contract of soapContracts) {
    const wsdl = `${serviceUrl}${soapPath(contract)}?wsdl`;
    for (const [address, document] of await documentsFrom(wsdl)) documents.set(address, document);
    imports.push(...importsOf(wsdl, documents.get(wsdl)!));
  }
  return { root: schemaOf(imports), documents: Object.fromEntries(documents) };
}

const schemaOf = (imports: readonly Import[]): string => {
  const listed = imports.map(
    ({ namespace, address }) => `<xs:import namespace="${namespace}" schemaLocation="${address}"/>`,
  );
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${listed.join('')}</xs:schema>`;
};
