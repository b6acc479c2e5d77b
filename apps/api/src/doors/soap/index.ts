export { decodeBody } from './decode-body';
export * from './elements';
export * from './names';
export { requestReader, type ReadRequest, type SoapRequest } from './read-request';
export type { SoapContract } from './soap-contract';
export { SoapFault } from './soap-fault';
export { writeFault } from './write-fault';
export { responseWriter, type WriteResponse } from './write-response';
