import { killCase } from './kill-cases';

killCase(20);
