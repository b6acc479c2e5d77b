import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MachinePart } from './machine-part';

export const openssl: MachinePart = {
  name: 'OpenSSL 3',
  install: 'Install the package openssl, version 3.',
  isPresent: () => /^OpenSSL 3/.test(String(spawnSync('openssl', ['version']).stdout)),
};

/** A certificate and its key, as PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** An authority with its files in a folder, which signs certificates for servers. */
export class Authority {
  private constructor(private readonly folder: string) {}

  static async in(folder: string): Promise<Authority> {
    const authority = new Authority(folder);
    const files = ['-keyout', 'ca.key', '-out', 'ca.crt'];
    await authority.run('req', '-x509', ...NEW_KEY, ...files, '-days', '2', '-subj', '/CN=Test authority');
    return authority;
  }

  /** The file that a client is to trust. */
  get file(): string {
    return join(this.folder, 'ca.crt');
  }

  /** @param name as a certificate has it: `IP:127.0.0.1`. @param days how long it is valid; fewer than 0 for one that has expired. */
  async certify(name: string, days = 2): Promise<Certificate> {
    const request = ['-keyout', 'node.key', '-out', 'node.csr', '-subj', '/CN=node'];
    await this.run('req', ...NEW_KEY, ...request, '-addext', `subjectAltName=${name}`);
    const signer = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
    await this.run('x509', '-req', '-in', 'node.csr', ...signer, '-days', String(days), '-out', 'node.crt');
    const [certificate, key] = await Promise.all(['node.crt', 'node.key'].map((file) => this.read(file)));
    return { certificate: certificate!, key: key! };
  }

  private run(...args: string[]): Promise<unknown> {
    return promisify(execFile)('openssl', args, { cwd: this.folder });
  }

  private read(file: string): Promise<string> {
    return readFile(join(this.folder, file), 'utf8');
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
