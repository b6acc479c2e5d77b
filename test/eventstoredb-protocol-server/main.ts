import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { controlOf } from './control';
import { ProtocolServer } from './protocol-server';

/** The server as a process of its own. Says on its first line where it listens; ends when its standard input does. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, 'control-port': { type: 'string', default: '0' } },
  });
  const server = await ProtocolServer.start({ port: Number(values.port) });
  const control = controlOf(server).listen(Number(values['control-port']), '127.0.0.1');
  await once(control, 'listening');
  const { port: controlPort } = control.address() as AddressInfo;
  console.log(JSON.stringify({ url: server.url, port: server.port, controlPort }));
  process.stdin.resume().on('end', () => process.exit(0));
}

void main();
