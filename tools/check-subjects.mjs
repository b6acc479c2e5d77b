#!/usr/bin/env node
// Demands that the subject of each commit since the last release (a tag such as v1.2.0) has at most 72 characters. Before the first
// release, and in a clone without tags, the commits since this file was added are looked at. Without git there is nothing to check.
//
//   node tools/check-subjects.mjs

import { spawnSync } from 'node:child_process';
import process from 'node:process';

const MOST = 72;

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

const lastRelease = () => git('describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*');

const firstChecked = () =>
  git('log', '--diff-filter=A', '--format=%H', '--', 'tools/check-subjects.mjs').split('\n').at(-1);

const since = lastRelease() || firstChecked();
const subjects = since ? git('log', '--no-merges', '--format=%h %s', `${since}..HEAD`).split('\n') : [];
const tooLong = subjects.filter((line) => [...line.slice(line.indexOf(' ') + 1)].length > MOST);

if (tooLong.length > 0) {
  process.stderr.write(
    `Commit subjects of more than ${MOST} characters:\n${tooLong.map((line) => `  ${line}\n`).join('')}`,
  );
  process.exitCode = 1;
}
