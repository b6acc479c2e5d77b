const { relative } = require('node:path');
const process = require('node:process');

/** Repeats at the end of a run of Jest which tests were skipped because the machine lacks a part, and how to install it. */
class SkippedTestsReporter {
  onRunComplete(_contexts, { testResults }) {
    const lines = testResults.flatMap(linesOf);
    if (lines.length > 0) process.stderr.write(`\n${lines.join('\n')}\n`);
  }
}

function linesOf({ testFilePath, testResults }) {
  const counts = new Map();
  for (const { status, ancestorTitles } of testResults) {
    const title = ancestorTitles.find((each) => each.startsWith('SKIPPED'));
    if (status === 'pending' && title !== undefined) counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  const file = relative(process.cwd(), testFilePath);
  return [...counts].map(([title, count]) => `${file}: ${count} tests ${title}`);
}

module.exports = SkippedTestsReporter;
