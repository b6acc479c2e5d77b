// What tests get for `fast-check`: the same, drawing from one seed in every run, which `SEED` changes (test/support/seed.ts).
const { env } = require('node:process');

const fastCheck = require('../node_modules/fast-check/lib/cjs/fast-check.js');
fastCheck.configureGlobal({ seed: Number(env.SEED ?? 1) });
module.exports = fastCheck;
