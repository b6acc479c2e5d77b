import * as oidc from 'openid-client';
import type { KeyObject } from 'node:crypto';
import type { IdentityKind, PersonIdentity } from '#consent';
import { keyIdOf, webKeyOf, type Callback } from '#sign-on';
import { personOf, scope, securityLevelOf } from './claims';
import { newProofKey, proofBy, type ProofKey } from './proof-key';

const TIMEOUT_S = 5;
const ASSERTION_LIFETIME_S = 30;
/** In characters: several times what providers send, and little for a session to keep. */
const LONGEST_KEPT_ID_TOKEN = 8 * 1024;

type Tokens = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

/** What one sign-in is held to when the person comes back. It never leaves the server. */
export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** What the code and the tokens are bound to. */
  readonly proofKey: ProofKey;
}

/** What came of a sign-in. The cause is for the log; it holds neither a code nor a token. */
export type SignInAnswer =
  | { readonly answer: 'signed-in'; readonly person: PersonIdentity; readonly idToken?: string }
  | { readonly answer: Exclude<Callback['answer'], 'signed-in'>; readonly cause?: unknown };

/** A form that signs a person out of the provider: where it is sent to, and what stands in it. */
export interface SignOutForm {
  readonly address: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface IdentityProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly key: KeyObject;
  /** Where people come back to. */
  readonly callbackAddress: string;
  readonly securityLevel: number;
  /** The kinds of person identity that this installation knows. */
  readonly identityKinds: readonly IdentityKind[];
}

/**
 * The OpenID provider that people sign in at, as FAPI 2.0 wants it to be spoken to: what is asked is pushed to it beforehand, the portal
 * proves itself by a key, the code is bound to a verifier and the tokens to another key. Of the tokens only the ID token is kept, for
 * signing out.
 */
export class IdentityProvider {
  private connection: Promise<oidc.Configuration> | null = null;

  constructor(private readonly options: IdentityProviderOptions) {}

  /** Where to send a person to, and what to hold the answer to. @throws Error when the provider cannot be reached, or refuses. */
  async ask(): Promise<{ readonly address: string; readonly checks: SignInChecks }> {
    const client = await this.connected();
    const checks = {
      ...{ state: oidc.randomState(), nonce: oidc.randomNonce(), proofKey: await newProofKey() },
      codeVerifier: oidc.randomPKCECodeVerifier(),
    };
    const parameters = {
      ...{ scope, state: checks.state, nonce: checks.nonce, redirect_uri: this.options.callbackAddress },
      ...{ code_challenge_method: 'S256', code_challenge: await challengeOf(checks.codeVerifier) },
      // Screens in health care are shared: the provider asks each time who sits there now.
      prompt: 'login',
    };
    const DPoP = await proofBy(client, checks.proofKey);
    const { href } = await oidc.buildAuthorizationUrlWithPAR(client, parameters, { DPoP });
    return { address: href, checks };
  }

  /** What the provider says by sending a person back to `address`. */
  async answer(address: URL, checks: SignInChecks): Promise<SignInAnswer> {
    try {
      return this.meaningOf(await this.tokensAt(address, checks));
    } catch (cause) {
      const isCancelled = cause instanceof oidc.AuthorizationResponseError && cause.error === 'access_denied';
      return { answer: isCancelled ? 'cancelled' : 'fault', cause };
    }
  }

  /**
   * What signs a person out of the provider too; `null` when it has no place for that, or does not answer. It is a form and no address:
   * the token has the person's national identity in it, which belongs in no address.
   */
  async signOutForm(returnTo: string, idToken: string | undefined): Promise<SignOutForm | null> {
    const client = await this.connected().catch(() => null);
    if (!client?.serverMetadata().end_session_endpoint) return null;
    const address = oidc.buildEndSessionUrl(client, { client_id: this.options.clientId });
    address.searchParams.delete('client_id');
    const fields = {
      ...{ client_id: this.options.clientId, post_logout_redirect_uri: returnTo },
      ...(idToken !== undefined && { id_token_hint: idToken }),
    };
    return { address: address.href, fields };
  }

  private async tokensAt(address: URL, checks: SignInChecks): Promise<Tokens> {
    const client = await this.connected();
    const DPoP = await proofBy(client, checks.proofKey);
    const expected = {
      pkceCodeVerifier: checks.codeVerifier,
      ...{ expectedState: checks.state, expectedNonce: checks.nonce, idTokenExpected: true },
    };
    return oidc.authorizationCodeGrant(client, address, expected, undefined, { DPoP });
  }

  private meaningOf(tokens: Tokens): SignInAnswer {
    const claims = tokens.claims()!;
    if (securityLevelOf(claims) < this.options.securityLevel) return { answer: 'level-too-low' };
    const person = personOf(claims, this.options.identityKinds);
    if (person) return { answer: 'signed-in', person, ...keptOf(tokens) };
    return { answer: 'fault', cause: new Error('The claims name no person.') };
  }

  /** It is looked up when somebody first needs it; a failure is forgotten, so that the next one tries again. */
  private connected(): Promise<oidc.Configuration> {
    this.connection ??= this.connect().catch((error: unknown) => {
      this.connection = null;
      throw error;
    });
    return this.connection;
  }

  private async connect(): Promise<oidc.Configuration> {
    const { issuer, clientId, key } = this.options;
    const isPlain = issuer.startsWith('http:');
    return oidc.discovery(
      new URL(issuer),
      clientId,
      { use_mtls_endpoint_aliases: false },
      oidc.PrivateKeyJwt(
        { key: await webKeyOf(key), kid: await keyIdOf(key) },
        { [oidc.modifyAssertion]: asShortLived },
      ),
      {
        timeout: TIMEOUT_S,
        execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
      },
    );
  }
}

/** An assertion is used at once, so it is good for no longer than that takes; its type keeps it from being taken for anything else. */
const asShortLived: oidc.ModifyAssertionFunction = (header, payload) => {
  header.typ = 'client-authentication+jwt';
  payload.exp = Number(payload.iat) + ASSERTION_LIFETIME_S;
};

/** Without a token that is too long to be kept the provider asks who signs out. */
export const keptOf = ({
  id_token: idToken,
}: {
  readonly id_token?: string;
}): { readonly idToken?: string } =>
  idToken !== undefined && idToken.length <= LONGEST_KEPT_ID_TOKEN ? { idToken } : {};

const challengeOf = (codeVerifier: string): Promise<string> => oidc.calculatePKCECodeChallenge(codeVerifier);
