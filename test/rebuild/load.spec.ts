import { rebuildsUnderLoad } from './load-cases';

rebuildsUnderLoad(3_000, 2);
