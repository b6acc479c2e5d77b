import { killCase } from './kill-cases';
import { unexpectedEndCase } from './unexpected-ends';

killCase(20);
unexpectedEndCase(50);
