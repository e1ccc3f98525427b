/** One environment variable as data: the reader, `.env.example` and the README are made from it. */
export type EnvironmentVariable = {
  name: string;
  description: string;
  /** Never shown, never logged. */
  secret: boolean;
  default?: string;
};
