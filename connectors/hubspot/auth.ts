/** How a HubSpot connection gets its access token: a static one (service key, private app), or OAuth. */
import { z } from 'zod';
import type { ConnectorContext } from '#src/connector/contract.ts';
import { httpCall } from '#src/connector/http.ts';
import { AuthError, ConfigError, TransientError } from '#src/core/errors.ts';
import type { HubspotConfig } from './schema.ts';

export type Credentials = {
  apiUrl: string;
  /** Null: the token comes by OAuth, with the refresh token that `connect` stored. */
  accessToken: string | null;
  clientId: string | null;
  clientSecret: string | null;
};

const DEFAULT_API_URL = 'https://api.hubapi.com';

const StoredToken = z.object({ access_token: z.string().optional(), refresh_token: z.string().min(1) });
const TokenAnswer = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1) });

/** Credentials from the configuration, else from the environment. Throws ConfigError. */
export function credentialsOf(
  config: HubspotConfig,
  { connectionName, environment }: ConnectorContext,
): Credentials {
  const pick = (own: string | undefined, variable: string) => own ?? (environment[variable] || undefined);
  const apiUrl = checkHost(pick(config.api_url, 'HUBSPOT_API_URL') ?? DEFAULT_API_URL, connectionName);
  const accessToken = pick(config.access_token, 'HUBSPOT_ACCESS_TOKEN') ?? null;
  const clientId = pick(config.client_id, 'HUBSPOT_CLIENT_ID') ?? null;
  const clientSecret = pick(config.client_secret, 'HUBSPOT_CLIENT_SECRET') ?? null;
  if (accessToken === null && (clientId === null || clientSecret === null)) {
    throw new ConfigError({
      code: 'HUBSPOT_NOT_CONFIGURED',
      message: `connection ${connectionName}: access_token is missing; set it in goldenrod.yaml or HUBSPOT_ACCESS_TOKEN in the environment`,
    });
  }
  // The token stands in a header; a line break in it would be refused by Node in words that help nobody.
  if (accessToken !== null && !/^[\x21-\x7e]+$/.test(accessToken)) {
    throw new ConfigError({
      code: 'HUBSPOT_TOKEN_FORM',
      message: `connection ${connectionName}: access_token holds blanks or line breaks`,
    });
  }
  return { apiUrl, accessToken, clientId, clientSecret };
}

/** The token goes only to HubSpot, or to a sandbox on this machine. */
function checkHost(address: string, connectionName: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  const isHubspot = url?.protocol === 'https:' && /(^|\.)(hubapi\.com|hubspot\.com)$/.test(url.hostname);
  const isLoopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url !== null && (isHubspot || isLoopback)) return url.origin;
  const message = `connection ${connectionName}: api_url is ${url?.origin ?? 'not a URL'}, which is not an https address of HubSpot`;
  throw new ConfigError({ code: 'HUBSPOT_HOST_REFUSED', message });
}

export interface TokenSource {
  current(signal: AbortSignal): Promise<string>;
  /** A new token after `stale` was refused. Throws AuthError when there is no other. */
  renew(stale: string, signal: AbortSignal): Promise<string>;
}

export function createTokenSource(
  credentials: Credentials,
  context: ConnectorContext,
  timeoutMs: number,
): TokenSource {
  const { connectionName, tokens } = context;
  const fixed = credentials.accessToken;
  if (fixed !== null) {
    const refused = `connection ${connectionName}: HubSpot refused the access token; make a new one in HubSpot and put it into the configuration`;
    return {
      current: async () => fixed,
      renew: async () => {
        throw new AuthError({ code: 'HUBSPOT_TOKEN_REFUSED', message: refused });
      },
    };
  }
  let token: string | null = null;
  const refresh = async (stale: string | null, signal: AbortSignal): Promise<string> => {
    const stored = StoredToken.safeParse(await tokens.read());
    if (!stored.success) {
      const message = `connection ${connectionName}: not connected yet; run "goldenrod connect hubspot", or set access_token`;
      throw new AuthError({ code: 'HUBSPOT_NOT_CONNECTED', message });
    }
    const known = stored.data.access_token;
    if (known !== undefined && known !== stale) return known;
    const minted = await tokens.refresh(stored.data as Record<string, string>, () =>
      refreshToken(
        { ...credentials, refreshToken: stored.data.refresh_token },
        { connectionName, signal, timeoutMs },
      ),
    );
    return TokenAnswer.parse(minted).access_token;
  };
  return {
    async current(signal) {
      token ??= await refresh(null, signal);
      return token;
    },
    async renew(stale, signal) {
      if (token === stale || token === null) token = await refresh(stale, signal);
      return token;
    },
  };
}

async function refreshToken(
  { apiUrl, clientId, clientSecret, refreshToken }: Credentials & { refreshToken: string },
  { connectionName, signal, timeoutMs }: { connectionName: string; signal: AbortSignal; timeoutMs: number },
): Promise<Record<string, string>> {
  const where = `${new URL(apiUrl).host} (connection ${connectionName})`;
  const form = {
    grant_type: 'refresh_token',
    client_id: clientId ?? '',
    client_secret: clientSecret ?? '',
    refresh_token: refreshToken,
  };
  const answer = await httpCall({
    method: 'POST',
    url: `${apiUrl}/oauth/v1/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    signal,
    timeoutMs,
    where,
  });
  if (answer.status === 200) {
    try {
      const { access_token, refresh_token } = TokenAnswer.parse(JSON.parse(answer.text));
      return { access_token, refresh_token };
    } catch (cause) {
      throw new TransientError({
        code: 'HUBSPOT_BAD_ANSWER',
        message: `${where}: the token answer is not readable`,
        cause,
      });
    }
  }
  if (answer.status >= 500 || answer.status === 429) {
    throw new TransientError({
      code: 'HUBSPOT_TOKEN_UNAVAILABLE',
      message: `${where}: no token, HTTP ${answer.status}`,
    });
  }
  const message = `connection ${connectionName}: HubSpot refused to renew the token; run "goldenrod connect hubspot" again`;
  throw new AuthError({ code: 'HUBSPOT_REFRESH_REFUSED', message, context: { status: answer.status } });
}
