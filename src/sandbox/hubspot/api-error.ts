/** An error as the HubSpot API tells it. */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../util/json.ts';
import type { SandboxResponse } from '../http/message.ts';

export type ErrorBody = {
  message: string;
  category?: string;
  subCategory?: string;
  errors?: JsonObject[];
  context?: Record<string, string[]>;
  [more: string]: unknown;
};

export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }

  toResponse(): SandboxResponse {
    const { message, ...rest } = this.body;
    return { status: this.status, body: { status: 'error', message, correlationId: randomUUID(), ...rest } };
  }
}

export function invalid(message: string, more: Partial<ErrorBody> = {}): ApiError {
  return new ApiError(400, { message, category: 'VALIDATION_ERROR', ...more });
}

export function notFound(): ApiError {
  return new ApiError(404, { message: 'resource not found', category: 'OBJECT_NOT_FOUND' });
}
