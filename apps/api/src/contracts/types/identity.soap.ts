import { text, type } from '../../doors/soap';

/** A personal identity. */
export const iiType = type('IIType', text('root'), text('extension?'));
