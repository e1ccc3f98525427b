import type { RequestHandler } from 'express';

const localNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/**
 * Without a token the address is the only guard, so a request must name this machine: a web page elsewhere that
 * lets its own name point to 127.0.0.1 could otherwise read the answers in a visitor's browser.
 */
export const localHostOnly: RequestHandler = (request, response, next) => {
  if (localNames.has(request.hostname)) return next();
  response
    .status(403)
    .json({ error: 'Without GOLDENROD_API_TOKEN only requests to localhost are answered.' });
};
