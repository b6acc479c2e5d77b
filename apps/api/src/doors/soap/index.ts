export { decodeBody } from './decode-body';
export * from './names';
export { requestReader, type ReadRequest, type SoapRequest } from './read-request';
export { SoapFault } from './soap-fault';
export { writeFault } from './write-fault';
export { responseWriter, type WriteResponse } from './write-response';
