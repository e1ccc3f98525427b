/** How a Salesforce connection gets its access token: client credentials or JWT; neither has a refresh token. */
import { createSign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ConnectorContext } from '#src/connector/contract.ts';
import { httpCall } from '#src/connector/http.ts';
import { AuthError, ConfigError, TransientError } from '#src/core/errors.ts';
import { type SalesforceConfig, TokenAnswer, TokenFailure } from './schema.ts';

export type Credentials = {
  loginUrl: URL;
  clientId: string;
  grant:
    | { type: 'client_credentials'; clientSecret: string }
    | { type: 'jwt'; keyFile: string; username: string };
};

/** Salesforce refuses assertions that live longer than five minutes. */
const ASSERTION_LIFETIME_S = 180;

/** Credentials from the configuration, else from the environment. Throws ConfigError naming what is missing. */
export function credentialsOf(
  config: SalesforceConfig,
  { connectionName, environment, baseDir }: ConnectorContext,
): Credentials {
  const pick = (own: string | undefined, variable: string) => own ?? environment[variable];
  const need = (value: string | undefined, key: string, variable: string) => {
    if (value !== undefined && value !== '') return value;
    throw new ConfigError({
      code: 'SALESFORCE_NOT_CONFIGURED',
      message: `connection ${connectionName}: ${key} is missing; set it in goldenrod.yaml or ${variable} in the environment`,
    });
  };
  const loginUrl = checkHost(
    need(pick(config.login_url, 'SALESFORCE_LOGIN_URL'), 'login_url', 'SALESFORCE_LOGIN_URL'),
    null,
    connectionName,
  );
  const clientId = need(pick(config.client_id, 'SALESFORCE_CLIENT_ID'), 'client_id', 'SALESFORCE_CLIENT_ID');
  const keyFile = pick(config.jwt_key_file, 'SALESFORCE_JWT_KEY_FILE');
  if (keyFile === undefined || keyFile === '') {
    const secret = pick(config.client_secret, 'SALESFORCE_CLIENT_SECRET');
    const clientSecret = need(secret, 'client_secret (or jwt_key_file)', 'SALESFORCE_CLIENT_SECRET');
    return { loginUrl, clientId, grant: { type: 'client_credentials', clientSecret } };
  }
  if (config.username === undefined) {
    const message = `connection ${connectionName}: the JWT flow needs username, the user to act as`;
    throw new ConfigError({ code: 'SALESFORCE_NOT_CONFIGURED', message });
  }
  return {
    loginUrl,
    clientId,
    grant: { type: 'jwt', keyFile: resolve(baseDir, keyFile), username: config.username },
  };
}

/**
 * The address, if a token may be sent there: https under salesforce.com, or, for a sandbox on this machine, the
 * very host and port that we logged in to. An `instance_url` that points elsewhere would have us hand the token
 * to a stranger or call into the inner network.
 */
export function checkHost(address: string, loginUrl: URL | null, connectionName: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url !== null && url.username === '' && url.password === '') {
    if (url.protocol === 'https:' && url.port === '' && url.hostname.endsWith('.salesforce.com')) return url;
    if (isLoopback(url) && (loginUrl === null || url.host === loginUrl.host)) return url;
  }
  const key = loginUrl === null ? 'login_url' : 'the instance_url in the token';
  throw new ConfigError({
    code: 'SALESFORCE_HOST_REFUSED',
    message: `connection ${connectionName}: ${key} is ${url?.origin ?? 'not a URL'}, which is not an https address under salesforce.com`,
  });
}

function isLoopback(url: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
}

/** Gets a new access token. Throws AuthError (credentials refused), TransientError, ConfigError (key file, host). */
export async function mintToken(
  credentials: Credentials,
  { connectionName, signal, timeoutMs }: { connectionName: string; signal: AbortSignal; timeoutMs: number },
): Promise<TokenAnswer> {
  const where = `${credentials.loginUrl.host} (connection ${connectionName})`;
  const answer = await httpCall({
    method: 'POST',
    url: new URL('/services/oauth2/token', credentials.loginUrl).href,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(await grantForm(credentials, connectionName)).toString(),
    signal,
    timeoutMs,
    where,
  });
  const body = parseJson(answer.text);
  const token = TokenAnswer.safeParse(body);
  if (answer.status === 200 && token.success) {
    const { access_token } = token.data;
    return {
      access_token,
      instance_url: checkHost(token.data.instance_url, credentials.loginUrl, connectionName).origin,
    };
  }
  const failure = TokenFailure.safeParse(body);
  if (answer.status >= 500 || answer.status === 429 || !failure.success) {
    const message = `${where}: no token, HTTP ${answer.status}; it will be tried again`;
    throw new TransientError({
      code: 'SALESFORCE_TOKEN_UNAVAILABLE',
      message,
      context: { status: answer.status },
    });
  }
  const { error, error_description: description } = failure.data;
  const message = `connection ${connectionName}: Salesforce refused the credentials (${error}: ${description}); check client_id, secret or key, and the app's run-as user`;
  throw new AuthError({ code: 'SALESFORCE_CREDENTIALS_REFUSED', message, context: { error, description } });
}

async function grantForm(
  { clientId, grant, loginUrl }: Credentials,
  connectionName: string,
): Promise<Record<string, string>> {
  if (grant.type === 'client_credentials') {
    return { grant_type: 'client_credentials', client_id: clientId, client_secret: grant.clientSecret };
  }
  const key = await readFile(grant.keyFile, 'utf8').catch((cause: unknown) => {
    const message = `connection ${connectionName}: jwt_key_file ${grant.keyFile} cannot be read`;
    throw new ConfigError({ code: 'SALESFORCE_KEY_FILE', message, cause });
  });
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: clientId,
    sub: grant.username,
    aud: loginUrl.origin,
    exp: now + ASSERTION_LIFETIME_S,
  };
  const unsigned = `${encode({ alg: 'RS256' })}.${encode(claims)}`;
  try {
    const signature = createSign('RSA-SHA256').update(unsigned).sign(key, 'base64url');
    return {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: `${unsigned}.${signature}`,
    };
  } catch (cause) {
    const message = `connection ${connectionName}: jwt_key_file ${grant.keyFile} is not a PEM private key`;
    throw new ConfigError({ code: 'SALESFORCE_KEY_FILE', message, cause });
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
