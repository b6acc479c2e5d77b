import { ownIds } from './own-ids';

it('draws again while an id reads as an identity', () => {
  const drawn = ['private', 'private', 'harmless'];
  const draw = () => drawn.shift()!;
  const ids = ownIds((id) => id === 'private', { generateTraceId: draw, generateSpanId: draw });
  expect(ids.generateTraceId()).toBe('harmless');
});
