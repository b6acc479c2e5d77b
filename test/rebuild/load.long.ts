import { rebuildsUnderLoad } from './load-cases';

rebuildsUnderLoad(100_000, 15);
