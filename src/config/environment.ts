/**
 * The only reader of process.env, but for the first file of the program, which tells threads where compiled code is kept.
 * An empty value counts as absent.
 */
import { z } from 'zod';
import { ConfigError } from '../core/errors.ts';
import type { EnvironmentVariable } from '../util/environment-variable.ts';
import type { EngineVariableName } from './environment-variables.ts';

const levels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof levels)[number];

type Variables = Readonly<Record<string, string | undefined>>;

export type Environment = {
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  secretKey: Buffer | undefined;
  apiToken: string | undefined;
  port: number | undefined;
  dataFolder: string | undefined;
  logLevel: LogLevel;
  /** The values of a connector's own variables; nothing else of the environment is handed out. */
  pick(variables: readonly Pick<EnvironmentVariable, 'name'>[]): Variables;
  /** One variable that goldenrod.yaml refers to as `${NAME}`. */
  lookUp(name: string): string | undefined;
};

const Port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((port) => port <= 65_535);

const schema = {
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: url(['redis:', 'rediss:']).optional(),
  GOLDENROD_SECRET_KEY: z.string().transform(toKey).pipe(z.instanceof(Buffer)).optional(),
  GOLDENROD_API_TOKEN: z.string().min(16).optional(),
  GOLDENROD_PORT: Port.optional(),
  GOLDENROD_DATA: z.string().optional(),
  LOG_LEVEL: z.enum(levels).default('warn'),
} satisfies Record<EngineVariableName, z.ZodType>;

const allowed: Readonly<Record<EngineVariableName, string>> = {
  DATABASE_URL: 'a URL such as postgresql://user:password@host:5432/goldenrod',
  REDIS_URL: 'a URL such as redis://host:6379',
  GOLDENROD_SECRET_KEY: '32 bytes in hex or base64; make one with: openssl rand -hex 32',
  GOLDENROD_API_TOKEN: 'at least 16 characters',
  GOLDENROD_PORT: 'a whole number from 0 to 65535',
  GOLDENROD_DATA: 'a folder',
  LOG_LEVEL: `one of ${levels.join(', ')}`,
};

/** Reads and checks the environment; a ConfigError names the variable and what is allowed, never its value. */
export function readEnvironment(source: Variables = process.env): Environment {
  const read = <Name extends EngineVariableName>(name: Name): z.output<(typeof schema)[Name]> => {
    const result = schema[name].safeParse(source[name] || undefined);
    if (result.success) return result.data as z.output<(typeof schema)[Name]>;
    throw new ConfigError({
      code: 'ENVIRONMENT_INVALID',
      message: `The environment variable ${name} must be ${allowed[name]}.`,
    });
  };
  return {
    databaseUrl: read('DATABASE_URL'),
    redisUrl: read('REDIS_URL'),
    secretKey: read('GOLDENROD_SECRET_KEY'),
    apiToken: read('GOLDENROD_API_TOKEN'),
    port: read('GOLDENROD_PORT'),
    dataFolder: read('GOLDENROD_DATA'),
    logLevel: read('LOG_LEVEL'),
    pick: (variables) => Object.fromEntries(variables.map(({ name }) => [name, source[name] || undefined])),
    lookUp: (name) => source[name] || undefined,
  };
}

function url(protocols: readonly string[]) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));
}

function toKey(text: string): Buffer | null {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  return key.length === 32 ? key : null;
}
