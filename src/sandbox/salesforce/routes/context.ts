/** What the routes of one org share, and the pieces every answer needs. */
import type { Json, JsonObject } from '../../../util/json.ts';
import type { SandboxRequest } from '../../http/message.ts';
import type { RouteParams } from '../../http/router.ts';
import { badRequest, notFound } from '../api-error.ts';
import { API_USER_ID, type Org } from '../org.ts';
import type { QueryCursors } from '../query-cursors.ts';
import type { Undo, Writer } from '../records.ts';
import type { ObjectSpec } from '../schema/field-spec.ts';
import { objectNamed } from '../schema/objects.ts';

export type ApiUsage = { used: number; limit: number };
export type RouteContext = { org: Org; cursors: QueryCursors; usage: ApiUsage };

/** `v68.0` → `68.0`. */
export function versionOf(params: RouteParams): string {
  return (params['version'] ?? 'v68.0').slice(1);
}

export function objectOf(params: RouteParams): ObjectSpec {
  const spec = objectNamed(params['type'] ?? '');
  if (spec === undefined) throw notFound();
  return spec;
}

export function writableObject(name: string | undefined): ObjectSpec {
  const spec = name === undefined ? undefined : objectNamed(name);
  if (spec === undefined) {
    throw badRequest(
      'INVALID_TYPE',
      `sObject type '${String(name)}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  if (!spec.createable)
    throw badRequest('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${spec.label}`);
  return spec;
}

export function writer({ org }: RouteContext, undo: Undo = []): Writer {
  return { org, actorId: API_USER_ID, undo };
}

export function jsonBody(request: SandboxRequest): JsonObject {
  let body: Json;
  try {
    body = JSON.parse(request.body) as Json;
  } catch (error) {
    throw badRequest('JSON_PARSER_ERROR', `${(error as Error).message} at [line:1, column:1]`);
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw badRequest(
    'JSON_PARSER_ERROR',
    'The HTTP entity body is required, but this request has no entity body.',
  );
}
