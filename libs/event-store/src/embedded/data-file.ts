import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * LMDB maps its file into memory and trusts it: reading past the end of a truncated one kills the process, and an overwritten
 * one is read as whatever it now says. So before LMDB sees the file, its pages are followed from the root: all inner pages are
 * read whole, and of every leaf the header, which names the page. The layout is that of LMDB's data version 2.
 */
export interface DataFileFault {
  readonly fault: 'damaged' | 'not-ours' | 'newer-format';
  readonly what: string;
}

const META_BYTES = 168;
const MAGIC = 0xbeefc0de;
const DATA_VERSION = 2;
const HEADER_BYTES = 24;
const RECORD_BYTES = 48;
const NO_PAGE = 2n ** 64n - 1n;
const BRANCH = 0x01;
const LEAF = 0x02;
const SUB_DATABASE = 0x02;
const ATTEMPTS = 5;
/** LMDB's own limit; more levels mean that a page leads back to one above it. */
const MAX_DEPTH = 32;

interface Meta {
  readonly pageSize: number;
  readonly root: bigint;
  readonly transaction: bigint;
}

/** What is wrong with the file of an LMDB environment, if anything. */
export function faultOfDataFile(path: string): DataFileFault | undefined {
  const file = openSync(path, 'r');
  try {
    return faultWhileOthersWrite(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Another process may reuse a page while it is looked at, so only a fault that stays while no transaction happens is one. A log
 * that is written to all the time by a process that has looked at it before is taken to be whole.
 */
function faultWhileOthersWrite(file: number): DataFileFault | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const meta = newestMeta(file);
    if ('fault' in meta) return meta;
    const what = new PageWalk(file, meta.pageSize).faultBelow(meta.root, true);
    if (!what) return undefined;
    const after = newestMeta(file);
    if ('transaction' in after && after.transaction === meta.transaction) return { fault: 'damaged', what };
  }
  return undefined;
}

function newestMeta(file: number): Meta | DataFileFault {
  const first = metaAt(file, 0);
  if ('fault' in first) return first;
  const second = metaAt(file, first.pageSize);
  if ('fault' in second) return second;
  return first.transaction > second.transaction ? first : second;
}

function metaAt(file: number, offset: number): Meta | DataFileFault {
  const page = Buffer.alloc(META_BYTES);
  if (readSync(file, page, 0, META_BYTES, offset) < META_BYTES) {
    return { fault: 'damaged', what: 'it ends within its first pages' };
  }
  if (page.readUInt32LE(24) !== MAGIC)
    return { fault: 'damaged', what: 'its first pages are not those of a log' };
  if ((page.readUInt32LE(28) & 0xffff) > DATA_VERSION) {
    return { fault: 'newer-format', what: 'its file format is newer' };
  }
  const pageSize = page.readUInt32LE(48);
  if (pageSize < 512 || pageSize > 65536) return { fault: 'damaged', what: 'its page size makes no sense' };
  return { pageSize, root: page.readBigUInt64LE(136), transaction: page.readBigUInt64LE(152) };
}

class PageWalk {
  private readonly pages: bigint;

  constructor(
    private readonly file: number,
    private readonly pageSize: number,
  ) {
    this.pages = BigInt(Math.floor(fstatSync(file).size / pageSize));
  }

  /** Follows a tree from its root. The main tree's leaves hold the roots of the named databases. */
  faultBelow(root: bigint, isMain: boolean, depth = 0): string | undefined {
    if (root === NO_PAGE) return undefined;
    if (depth > MAX_DEPTH) return `page ${root} leads back to itself`;
    const page = this.read(root, HEADER_BYTES);
    if (!page || !isTreePage(page, root)) return `page ${root} is missing or is not what it should be`;
    if (isLeaf(page) && !isMain) return undefined;
    return this.faultIn(root, isMain, depth);
  }

  private faultIn(number: bigint, isMain: boolean, depth: number): string | undefined {
    const page = this.read(number, this.pageSize)!;
    const isBranch = !isLeaf(page);
    for (const node of nodesOf(page)) {
      if (node + 8 > page.length) return `page ${number} is overwritten`;
      const below = isBranch ? branchTarget(page, node) : subDatabaseRoot(page, node);
      const fault = below === undefined ? undefined : this.faultBelow(below, isBranch && isMain, depth + 1);
      if (fault) return fault;
    }
    return undefined;
  }

  private read(page: bigint, bytes: number): Buffer | undefined {
    if (page >= this.pages) return undefined;
    const buffer = Buffer.alloc(bytes);
    return readSync(this.file, buffer, 0, bytes, Number(page) * this.pageSize) === bytes ? buffer : undefined;
  }
}

const isTreePage = (header: Buffer, number: bigint): boolean =>
  header.readBigUInt64LE(0) === number && (header.readUInt16LE(18) & (BRANCH | LEAF)) !== 0;

const isLeaf = (page: Buffer): boolean => (page.readUInt16LE(18) & LEAF) !== 0;

/** Where a page's nodes begin; a header that has been overwritten may say anything. */
function nodesOf(page: Buffer): number[] {
  const count = Math.min(page.readUInt16LE(20), page.length - HEADER_BYTES) >> 1;
  return Array.from(
    { length: count },
    (_, index) => HEADER_BYTES + page.readUInt16LE(HEADER_BYTES + 2 * index),
  );
}

/** A branch's node has the page number where a leaf's has its size and flags. */
const branchTarget = (page: Buffer, node: number): bigint =>
  BigInt(page.readUInt32LE(node)) | (BigInt(page.readUInt16LE(node + 4)) << 32n);

function subDatabaseRoot(page: Buffer, node: number): bigint | undefined {
  const record = node + 8 + page.readUInt16LE(node + 6);
  const isOne = (page.readUInt16LE(node + 4) & SUB_DATABASE) !== 0 && record + RECORD_BYTES <= page.length;
  return isOne ? page.readBigUInt64LE(record + 40) : undefined;
}
