export { WsdlController } from './wsdl.controller';
