/** An error as the Salesforce REST API tells it. */
import type { SandboxResponse } from '../http/message.ts';

export type FieldProblem = { code: string; message: string; fields?: string[] };

export class ApiError extends Error {
  readonly status: number;
  readonly problems: readonly FieldProblem[];

  constructor(status: number, problems: FieldProblem | readonly FieldProblem[]) {
    const list = Array.isArray(problems) ? (problems as FieldProblem[]) : [problems as FieldProblem];
    super(list[0]?.message ?? 'unknown');
    this.status = status;
    this.problems = list;
  }

  /** A single call's answer: keyed `errorCode`, and without `fields` where the problem names none. */
  toResponse(): SandboxResponse {
    const body = this.problems.map(({ code, message, fields }) => ({
      message,
      errorCode: code,
      ...(fields === undefined ? {} : { fields }),
    }));
    return { status: this.status, body };
  }
}

export function badRequest(code: string, message: string): ApiError {
  return new ApiError(400, { code, message });
}

export function notFound(message = 'The requested resource does not exist'): ApiError {
  return new ApiError(404, { code: 'NOT_FOUND', message });
}
