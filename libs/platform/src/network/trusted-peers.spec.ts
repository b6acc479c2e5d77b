import { networksHold } from './trusted-peers';

const hold = networksHold(['127.0.0.0/8', '::1', '10.1.2.3', 'fd00::/8']);

it.each(['127.0.0.1', '127.9.9.9', '::1', '10.1.2.3', 'fd12::9', '::ffff:127.0.0.1', '::ffff:10.1.2.3'])(
  'the networks hold %s',
  (address) => expect(hold(address)).toBe(true),
);

it.each(['128.0.0.1', '10.1.2.4', '::2', 'fc00::1', '::ffff:10.1.2.4', '', 'localhost', undefined])(
  'the networks do not hold %p',
  (address) => expect(hold(address)).toBe(false),
);
