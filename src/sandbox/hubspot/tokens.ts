/** Who may call: a static token (service key, private app), or OAuth access tokens that live 30 minutes. */
import { createHash } from 'node:crypto';
import type { SandboxClock } from '../clock.ts';
import type { SandboxRequest, SandboxResponse } from '../http/message.ts';
import { ApiError } from './api-error.ts';

export type HubspotCredentials = {
  accessToken: string;
  clientId: string;
  clientSecret: string;
  refreshToken: string;
};

const LIFETIME_SECONDS = 1_800;
const INVALID =
  'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview';

export class Tokens {
  readonly #clock: SandboxClock;
  readonly #credentials: HubspotCredentials;
  readonly #expiresAt = new Map<string, number>();
  #made = 0;

  constructor(clock: SandboxClock, credentials: HubspotCredentials) {
    this.#clock = clock;
    this.#credentials = credentials;
  }

  /** The 401 of a request without a good token. */
  refusal(request: SandboxRequest): ApiError | undefined {
    const token = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (token === this.#credentials.accessToken) return undefined;
    const expiresAt = this.#expiresAt.get(token);
    if (expiresAt === undefined)
      return new ApiError(401, { message: INVALID, category: 'INVALID_AUTHENTICATION' });
    const now = this.#clock.nowMs();
    if (expiresAt > now) return undefined;
    const seconds = Math.ceil((now - expiresAt) / 1_000);
    return new ApiError(401, {
      message: `The OAuth token used to make this call expired ${seconds} second(s) ago.`,
      category: 'EXPIRED_AUTHENTICATION',
      context: { 'expire time': [new Date(expiresAt).toISOString()] },
    });
  }

  /** POST /oauth/v1/token and its successors. */
  token(request: SandboxRequest): SandboxResponse {
    const form = new URLSearchParams(request.body);
    const { clientId, clientSecret, refreshToken } = this.#credentials;
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
      return refuse('invalid_client', 'BAD_CLIENT_SECRET', 'client credentials are invalid');
    }
    const grant = form.get('grant_type');
    if (grant !== 'refresh_token')
      return refuse('unsupported_grant_type', 'BAD_GRANT_TYPE', `grant type ${grant} is not supported`);
    if (form.get('refresh_token') !== refreshToken) {
      return refuse('invalid_grant', 'BAD_REFRESH_TOKEN', 'refresh token is invalid, expired or revoked');
    }
    const accessToken = createHash('sha256')
      .update(`${clientSecret}:${this.#made++}`)
      .digest('base64url');
    this.#expiresAt.set(accessToken, this.#clock.nowMs() + LIFETIME_SECONDS * 1_000);
    return {
      status: 200,
      body: {
        token_type: 'bearer',
        refresh_token: refreshToken,
        access_token: accessToken,
        expires_in: LIFETIME_SECONDS,
      },
    };
  }
}

function refuse(error: string, status: string, message: string): SandboxResponse {
  return { status: 400, body: { error, error_description: message, status, message } };
}
