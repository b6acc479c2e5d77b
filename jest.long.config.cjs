// What takes long for its value: the seeded suites in their full count, and EventStoreDB where `npm test` takes the embedded store.
require('node:process').env.LONG_TESTS = 'yes';

module.exports = { ...require('./jest.config.cjs'), testRegex: ['\\.long\\.ts$', '\\.stores\\.spec\\.ts$'] };
