import { expectEqualCopies } from './copy-histories';

it('a copy answers as the service at every step of many random histories', () => expectEqualCopies(50, 60));
