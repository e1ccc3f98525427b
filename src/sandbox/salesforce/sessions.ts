/**
 * OAuth of the sandbox org. A token is minted by client credentials, JWT bearer or refresh token; it lives for
 * `tokenLifetimeMs` of sandbox time, so that shifting the clock lets it expire.
 */
import { createHash, createVerify, type KeyLike, timingSafeEqual } from 'node:crypto';
import type { SandboxClock } from '../clock.ts';
import type { SandboxRequest, SandboxResponse } from '../http/message.ts';
import { API_USER_ID, ORGANISATION_ID } from './org.ts';

export type SalesforceCredentials = {
  clientId: string;
  clientSecret: string;
  refreshToken: string;
  /** PEM. Absent: the assertion's claims are checked, its signature is not. */
  jwtPublicKey?: KeyLike;
};
export type SessionOptions = {
  clock: SandboxClock;
  credentials: SalesforceCredentials;
  tokenLifetimeMs: number;
};

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** An assertion may not be valid for longer than this. */
const MAX_JWT_SECONDS = 300;

type Refusal = { error: string; error_description: string };
type Form = URLSearchParams;

export class Sessions {
  readonly #options: SessionOptions;
  readonly #expiresAt = new Map<string, number>();
  #made = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** The token of a request that may pass; undefined: INVALID_SESSION_ID. */
  authenticate(request: SandboxRequest): string | undefined {
    const token = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const expiresAt = token === undefined ? undefined : this.#expiresAt.get(token);
    return expiresAt !== undefined && expiresAt > this.#options.clock.nowMs() ? token : undefined;
  }

  /** POST /services/oauth2/token. */
  token(request: SandboxRequest): SandboxResponse {
    const form = new URLSearchParams(request.body);
    const refusal = this.#refusal(form);
    if (refusal !== undefined) return { status: 400, body: refusal };
    const token = this.#mint();
    const host = `http://${request.headers.host ?? '127.0.0.1'}`;
    const id = `${host}/id/${ORGANISATION_ID}/${API_USER_ID}`;
    const issuedAt = String(Date.now());
    const { clientSecret } = this.#options.credentials;
    const signature = createHash('sha256').update(`${id}${issuedAt}${clientSecret}`).digest('base64');
    return {
      status: 200,
      body: {
        access_token: token,
        signature,
        scope: 'api',
        instance_url: host,
        id,
        token_type: 'Bearer',
        issued_at: issuedAt,
        api_instance_url: host,
      },
    };
  }

  revoke(request: SandboxRequest): SandboxResponse {
    this.#expiresAt.delete(new URLSearchParams(request.body || request.query.toString()).get('token') ?? '');
    return { status: 200 };
  }

  #mint(): string {
    const random = createHash('sha256')
      .update(`${this.#options.credentials.clientSecret}:${this.#made++}`)
      .digest('base64url');
    const token = `${ORGANISATION_ID.slice(0, 15)}!AQ${random}`;
    this.#expiresAt.set(token, this.#options.clock.nowMs() + this.#options.tokenLifetimeMs);
    return token;
  }

  #refusal(form: Form): Refusal | undefined {
    const { credentials } = this.#options;
    const grant = form.get('grant_type');
    if (grant === JWT_GRANT) return refuseAssertion(form.get('assertion') ?? '', credentials);
    if (form.get('client_id') !== credentials.clientId)
      return refuse('invalid_client_id', 'client identifier invalid');
    if (!same(form.get('client_secret') ?? '', credentials.clientSecret))
      return refuse('invalid_client', 'invalid client credentials');
    if (grant === 'client_credentials') return undefined;
    if (grant !== 'refresh_token') return refuse('unsupported_grant_type', 'grant type not supported');
    if (form.get('refresh_token') === credentials.refreshToken) return undefined;
    return refuse('invalid_grant', 'expired access/refresh token');
  }
}

function refuseAssertion(
  assertion: string,
  { clientId, jwtPublicKey }: SalesforceCredentials,
): Refusal | undefined {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const claims = decodeJson(payload);
  if (decodeJson(header)?.['alg'] !== 'RS256' || claims === undefined)
    return refuse('invalid_grant', 'invalid assertion');
  if (claims['iss'] !== clientId) return refuse('invalid_client_id', 'client identifier invalid');
  const expires = Number(claims['exp']);
  const now = Date.now() / 1000;
  if (!(expires > now && expires <= now + MAX_JWT_SECONDS))
    return refuse('invalid_grant', 'invalid assertion');
  if (typeof claims['sub'] !== 'string') return refuse('invalid_grant', "user hasn't approved this consumer");
  if (typeof claims['aud'] !== 'string') return refuse('invalid_grant', 'audience is invalid');
  if (jwtPublicKey === undefined) return undefined;
  const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`);
  return verifier.verify(jwtPublicKey, signature, 'base64url')
    ? undefined
    : refuse('invalid_grant', 'invalid assertion');
}

function decodeJson(part: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a as Buffer, b as Buffer);
}

function refuse(error: string, error_description: string): Refusal {
  return { error, error_description };
}
