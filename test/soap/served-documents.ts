/** Everything a client is given that asks for a WSDL and follows the locations in it, by its address. */
export type ServedDocuments = ReadonlyMap<string, string>;

const LOCATION = /<xs:import [^>]*namespace="([^"]+)" schemaLocation="([^"]+)"/g;

/** One import of a schema: the namespace, and the address that its location leads to. */
export interface Import {
  readonly namespace: string;
  readonly address: string;
}

/** Where a document's imports lead to; locations are relative to its own address. */
export const importsOf = (address: string, document: string): Import[] =>
  [...document.matchAll(LOCATION)].map(([, namespace, location]) => ({
    namespace: namespace!,
    address: new URL(location!.replaceAll('&amp;', '&'), address).href,
  }));

/** Asks for a WSDL and everything that it leads to. */
export async function documentsFrom(wsdlAddress: string): Promise<ServedDocuments> {
  const documents = new Map<string, string>();
  const addresses = [wsdlAddress];
  for (let address = addresses.pop(); address !== undefined; address = addresses.pop()) {
    if (documents.has(address)) continue;
    const document = await documentAt(address);
    documents.set(address, document);
    addresses.push(...importsOf(address, document).map((one) => one.address));
  }
  return documents;
}

async function documentAt(address: string): Promise<string> {
  const response = await fetch(address);
  const type = response.headers.get('content-type');
  if (response.status !== 200 || !type?.startsWith('text/xml'))
    throw new Error(`${address} answers ${response.status} ${type}.`);
  return response.text();
}
