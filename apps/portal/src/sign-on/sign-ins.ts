import type { FastifyReply, FastifyRequest } from 'fastify';
import { wayCookie, type SignOnParts } from './sign-on-parts';
import { isTooLate, type RefusedSignIn, type SignIn, type SigningIn } from './under-way';

/** So many tabs of one browser may be at the identity provider at a time; the oldest gives way. */
const MOST_SIGN_INS = 8;

/** Keeps what a browser has begun at the identity provider, beside what its other tabs have begun. */
export async function rememberSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { signingIn }: SignOnParts,
  signIn: SignIn,
): Promise<void> {
  const cookie = wayCookie('sign-on', request, reply);
  const { begunAt } = signIn;
  const withIt = ({ signIns }: SigningIn): SigningIn => ({
    signIns: [...signIns.filter((one) => !isTooLate(one, begunAt)), signIn].slice(-MOST_SIGN_INS),
    begunAt,
  });
  const changed = cookie.secret === undefined ? null : await signingIn.change(cookie.secret, withIt);
  if (!changed) cookie.set(await signingIn.add({ signIns: [signIn], begunAt }));
}

/**
 * The sign-in that this browser began with a state, once: it is taken away, unless it has been refused, which can be read again. A state
 * that is not its own takes nothing away, so that nobody can spoil the sign-on of another by sending addresses.
 */
export async function takeSignIn(
  request: FastifyRequest<{ Querystring: { state?: unknown } }>,
  reply: FastifyReply,
  { signingIn, clock }: SignOnParts,
): Promise<SignIn | null> {
  const { secret } = wayCookie('sign-on', request, reply);
  const { state } = request.query;
  if (secret === undefined || typeof state !== 'string') return null;
  let found: SignIn | undefined;
  await signingIn.change(secret, (all) => {
    found = all.signIns.find(({ checks }) => checks.state === state);
    return { ...all, signIns: all.signIns.filter((one) => one !== found || one.refused) };
  });
  return found && !isTooLate(found, clock()) ? found : null;
}

/** Keeps why a sign-in was refused, for when its page is loaded again. */
export async function rememberRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { signingIn }: SignOnParts,
  refused: RefusedSignIn,
): Promise<void> {
  const { secret = '' } = wayCookie('sign-on', request, reply);
  await signingIn.change(secret, (all) => ({ ...all, signIns: [...all.signIns, refused] }));
}

/** Leaves nothing in a browser that has come in by its last tab. */
export async function forgetWhenDone(
  request: FastifyRequest,
  reply: FastifyReply,
  { signingIn }: SignOnParts,
): Promise<void> {
  const cookie = wayCookie('sign-on', request, reply);
  const left = cookie.secret === undefined ? null : signingIn.find(cookie.secret);
  if (left?.signIns.length !== 0) return;
  await signingIn.take(cookie.secret!);
  cookie.clear();
}
