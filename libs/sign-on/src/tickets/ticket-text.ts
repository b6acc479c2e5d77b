import { createHash, randomBytes } from 'node:crypto';

/** 256 bits; 128 would do. */
const TICKET_BYTES = 32;

/** A new ticket: random, opaque, and safe in an address. It is answered once, to the system that asked for it, and kept nowhere. */
export const newTicketText = (): string => randomBytes(TICKET_BYTES).toString('base64url');

/** What a ticket is known by in the ledger and in logs: SHA-256 of its text, in hex. It leads nobody back to the ticket. */
export const digestOfTicket = (text: string): string => createHash('sha256').update(text).digest('hex');
