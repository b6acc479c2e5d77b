// The fault suite: what takes minutes, and more of a machine than others may wish to share.
module.exports = { ...require('./jest.config.cjs'), testRegex: '\\.faults\\.ts$', maxWorkers: 1 };
