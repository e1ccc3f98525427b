import { ConfigError } from '../core/errors.ts';
import { GOLDEN_TYPES, type GoldenType } from '../core/model/entity.ts';

/** The type that a command's first argument names. ConfigError for anything that is never matched. */
export function goldenTypeOf(command: string, word: string): GoldenType {
  const type = GOLDEN_TYPES.find((each) => each === word);
  if (type !== undefined) return type;
  throw new ConfigError({
    code: 'TYPE_UNKNOWN',
    message: `${command} ${word || '?'}: the first word must be ${GOLDEN_TYPES.join(' or ')}. See: goldenrod ${command} --help`,
  });
}
