import { rebuildsUnderLoad } from './load-cases';
import { times } from '../support/times';

rebuildsUnderLoad(times(30_000), 5);
