import { UUID } from '@eventstore/db-client/generated/shared_pb';

/** The real server answers correlation ids as two numbers, whichever way they were asked. */
export function structuredUuid(text: string): UUID {
  const hex = text.replaceAll('-', '');
  const structured = new UUID.Structured();
  structured.setMostSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(0, 16)}`)).toString());
  structured.setLeastSignificantBits(BigInt.asIntN(64, BigInt(`0x${hex.slice(16)}`)).toString());
  const uuid = new UUID();
  uuid.setStructured(structured);
  return uuid;
}

export function stringUuid(text: string): UUID {
  const uuid = new UUID();
  uuid.setString(text);
  return uuid;
}
