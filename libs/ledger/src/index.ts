export * from './audit-streams';
export * from './handle-command';
export * from './read-barrier';
export { ReadModelFolder, ReadModelsUnusable } from './read-model-folder';
export * from './read-model-storage';
export type { Checkpoint, Projection } from './read-model-tables';
export * from './read-model-updater';
export * from './rebuild';
export * from './remembered-answers';
