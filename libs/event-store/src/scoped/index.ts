export { scoped } from './scoped-event-store';
export { ownName, type StreamScope } from './stream-scope';
