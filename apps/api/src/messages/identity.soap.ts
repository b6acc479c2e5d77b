import { text, type } from './elements';

/** A personal identity. */
export const iiType = type('IIType', text('root'), text('extension?'));
