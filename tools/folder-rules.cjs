const { options } = require('../.dependency-cruiser.cjs');
const { testCode } = require('./test-code.cjs');

/**
 * The floors: a folder may import another one, or be imported by it. A run of its own, because a test may go everywhere, and the tool
 * takes a folder for the sum of its files.
 */
module.exports = {
  forbidden: [
    {
      name: 'folders-are-floors',
      comment: 'Two folders that import each other are one folder, or three.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(apps|libs)/[^/]+/src/' },
      to: { circular: true },
    },
  ],
  options: { ...options, exclude: { path: [...testCode, 'node_modules'] } },
};
