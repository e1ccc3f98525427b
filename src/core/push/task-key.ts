import { createHash } from 'node:crypto';

/** Short, and safe in any vendor's key field and in a text that is searched for it. One for each alert. */
export function taskKey(alertKey: string): string {
  return `gt_${createHash('sha256').update(alertKey).digest('hex').slice(0, 24)}`;
}
