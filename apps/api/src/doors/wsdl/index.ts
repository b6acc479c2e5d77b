export { wsdlController } from './wsdl.controller';
