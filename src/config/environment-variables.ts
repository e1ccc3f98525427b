/** Every environment variable that the engine itself reads; connectors list their own. */
import type { EnvironmentVariable } from '../util/environment-variable.ts';

export const engineVariables = [
  {
    name: 'DATABASE_URL',
    description: 'PostgreSQL to keep everything in; absent: an embedded server under the home',
    secret: true,
  },
  {
    name: 'REDIS_URL',
    description: 'Redis for the queue (maxmemory-policy noeviction); absent: the queue lives in PostgreSQL',
    secret: true,
  },
  {
    name: 'GOLDENROD_SECRET_KEY',
    description: '32 bytes, in hex or base64, that encrypt stored tokens; absent: made and kept in the home',
    secret: true,
  },
  {
    name: 'GOLDENROD_API_TOKEN',
    description: 'token that callers of the API must send; needed to listen on more than 127.0.0.1',
    secret: true,
  },
  { name: 'GOLDENROD_PORT', description: 'port to listen on; 0 = a free one', secret: false },
  {
    name: 'GOLDENROD_DATA',
    description: 'folder with labelled record sets, for the benchmarks',
    secret: false,
  },
  {
    name: 'LOG_LEVEL',
    description: 'what goes to standard error: error, warn, info or debug',
    secret: false,
    default: 'warn',
  },
] as const satisfies readonly EnvironmentVariable[];

export type EngineVariableName = (typeof engineVariables)[number]['name'];
