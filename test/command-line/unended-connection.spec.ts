import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { ledger } from '../support/ledger-cli';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

describe('A connection that its server never ends', () => {
  let folder: TemporaryFolder;
  let server: Server;
  let preload: string;
  const connections: Socket[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    server = createServer((connection) => connections.push(connection)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    preload = join(folder.path, 'preload.cjs');
    await writeFile(preload, `require('node:net').connect(${port}, '127.0.0.1');\n`);
  });
  afterAll(async () => {
    for (const connection of connections) connection.destroy();
    server.close();
    await folder.remove();
  });

  it.each([
    [['--version'], 0],
    [['decisions', '--from', 'yesterday'], 2],
    [['verify', '--json'], 3],
  ])('does not keep the command %j, whose work is over', async (args, code) => {
    const environment = { DATA_DIR: join(folder.path, 'none'), NODE_OPTIONS: `--require ${preload}` };
    expect(await ledger(args, { environment })).toMatchObject({ code });
  });
});
