const spec = '\\.(spec|real|long)\\.ts$';

/** The words, suites and cases that specs are written with. */
const testWords = '/(given|suite|cases)/|\\.cases\\.ts$|[/.]spec-support\\.ts$';

/** Everything that no product needs. */
const testCode = ['^(test|bench)/', spec, testWords];

module.exports = { spec, testCode, testWords };
