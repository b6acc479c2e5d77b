export * from './handle-command';
export * from './read-barrier';
export * from './read-model-storage';
export * from './read-model-updater';
export * from './remembered-answers';
