import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

/** Lets in `Authorization: Bearer <token>`, and, for browsers, Basic with the token as the password. */
export function requireToken(token: string): RequestHandler {
  const expected = digest(token);
  return (request, response, next) => {
    const given = tokenIn(request.get('authorization') ?? '');
    if (given !== null && timingSafeEqual(digest(given), expected)) return next();
    response.set('WWW-Authenticate', 'Basic realm="goldenrod", charset="UTF-8"');
    response.status(401).json({ error: 'Give GOLDENROD_API_TOKEN as a bearer token or as the password.' });
  };
}

function tokenIn(authorization: string): string | null {
  const [scheme = '', value = ''] = authorization.split(/\s+/, 2);
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

/** Equal lengths for the comparison, which must not tell how much was right. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
