import { seed } from '../support/seed';
import { agreement } from './agreement.cases';

describe('after random histories on the embedded store', () => agreement('the embedded store', [seed]));
