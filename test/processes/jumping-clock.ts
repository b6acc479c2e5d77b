/**
 * Loaded into a process before its program (`node --require`): with each SIGUSR2 its wall clock goes to the next of CLOCK_JUMPS, offsets
 * from the machine's clock in milliseconds, separated by commas. Timers and the monotonic clock go on as before.
 */
const offsets = (process.env.CLOCK_JUMPS ?? '').split(',').map(Number);
const machineNow = Date.now.bind(Date);
let jumps = -1;

Date.now = () => machineNow() + (offsets[jumps] ?? 0);

process.on('SIGUSR2', () => {
  jumps += 1;
  process.stderr.write(`clock at ${offsets[jumps] ?? 0}\n`);
});
