import { parentPort, workerData } from 'node:worker_threads';
import type { Library } from './schema-judge';

/** Answers each envelope that it is sent with what libxml2 finds wrong in it. */
async function main(): Promise<void> {
  const { XmlDocument, XsdValidator, XmlBufferInputProvider, xmlRegisterInputProvider } =
    await import('libxml2-wasm');
  const { root, documents } = workerData as Library;
  const buffers = Object.entries(documents).map(([address, text]) => [address, Buffer.from(text)] as const);
  xmlRegisterInputProvider(new XmlBufferInputProvider(Object.fromEntries(buffers)));
  const schema = XmlDocument.fromString(root);
  const validator = XsdValidator.fromDoc(schema);

  const faultsOf = (envelope: string): readonly string[] => {
    const document = XmlDocument.fromString(envelope);
    try {
      validator.validate(document);
      return [];
    } catch (error) {
      return (error as Error).message.trim().split('\n');
    } finally {
      document.dispose();
    }
  };

  parentPort!.on('message', (envelope: string) => parentPort!.postMessage(faultsOf(envelope)));
  parentPort!.postMessage('ready');
}

void main();
