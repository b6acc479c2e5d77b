import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

export const ROOT = join(__dirname, '../..');

/** A tree of files with the layout of the real one, in a folder of its own: what is planted here never touches the project. */
export class PlantedTree {
  private constructor(readonly folder: string) {}

  static async of(files: Readonly<Record<string, string>>): Promise<PlantedTree> {
    const tree = new PlantedTree(await mkdtemp(join(tmpdir(), 'planted-tree-')));
    for (const [path, content] of Object.entries(files)) await tree.write(path, content);
    return tree;
  }

  /** Runs one of the project's tools in the tree, as `npm run check` does in the project, and answers what it prints. */
  async run(tool: string, ...args: string[]): Promise<string> {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', tool), ...args], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return text(child.stdout);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private async write(path: string, content: string): Promise<void> {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
