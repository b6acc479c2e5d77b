import { damageAtEvery } from './given/damage-cases';

describe('A file', () => damageAtEvery(1));
