import { roomOf } from './room';

it.each([
  ['', 80, 80],
  ['40', 80, 40],
  ['40', undefined, 40],
  ['', undefined, Infinity],
  ['wide', 0, Infinity],
  ['-4', 80, 80],
])('a line has the room that COLUMNS=%s and a terminal of %s columns give it', (wanted, columns, room) => {
  expect(roomOf({ columns }, wanted)).toBe(room);
});
