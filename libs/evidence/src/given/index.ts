/** Words for tests: an authority that stamps times. */
export * from '../time-stamp/given/stamping-authority';
