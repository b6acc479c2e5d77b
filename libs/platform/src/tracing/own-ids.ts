import { RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace';

/** Random ids, none of which reads as a personal identity: the next system would have to cut such a trace. */
export function ownIds(
  isPrivate: (text: string) => boolean,
  random: IdGenerator = new RandomIdGenerator(),
): IdGenerator {
  const harmless = (draw: () => string): string => {
    for (;;) {
      const id = draw();
      if (!isPrivate(id)) return id;
    }
  };
  return {
    generateTraceId: () => harmless(() => random.generateTraceId()),
    generateSpanId: () => harmless(() => random.generateSpanId()),
  };
}
