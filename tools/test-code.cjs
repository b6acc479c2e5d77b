const spec = '\\.(spec|real|long)\\.ts$';

/** What specs are written with: words and suites in folders named given, and tables of cases. */
const testWords = '/given/|\\.cases\\.ts$';

/** Everything that no product needs. */
const testCode = ['^(test|bench)/', spec, testWords];

module.exports = { spec, testCode, testWords };
