import { testAttacks } from './attack-table';
import { readers, services } from './detectors';

testAttacks({ ...readers, ...services });
