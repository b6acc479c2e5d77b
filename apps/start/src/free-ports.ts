import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '#platform';
import { needsLocalIdp } from './parts';

type PortSetting = 'PORT' | 'PORTAL_PORT' | 'LOCAL_IDP_PORT';

/**
 * Tries every port that the parts will listen on, before any part starts.
 * @throws an Error that names each setting whose port cannot be listened on, with another value as an example.
 */
export async function demandFreePorts(config: Config, environment: NodeJS.ProcessEnv): Promise<void> {
  const settings: PortSetting[] = ['PORT', 'PORTAL_PORT'];
  if (needsLocalIdp(environment)) settings.push('LOCAL_IDP_PORT');
  const faults: string[] = [];
  for (const name of settings) {
    const reason = await whyTaken(config[name], name === 'LOCAL_IDP_PORT' ? '127.0.0.1' : config.HOST);
    if (reason !== null) faults.push(faultOf(name, config[name], reason));
  }
  if (faults.length > 0) throw new Error(`The ports cannot be used:\n${faults.join('\n')}`);
}

async function whyTaken(port: number, host: string): Promise<string | null> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
  await once(server.close(), 'close');
  return null;
}

function faultOf(name: PortSetting, port: number, reason: string): string {
  const why = reason === 'EADDRINUSE' ? 'is used by another program' : `cannot be listened on (${reason})`;
  const other = port + 1000 <= 65_535 ? port + 1000 : port - 1000;
  return `  ${name}: port ${port} ${why}. Example: ${name}=${other}`;
}
