import type { Db } from './db.ts';

/** Identity of this database, made with its schema. */
export async function installationId(db: Db): Promise<string> {
  const { rows } = await db.query<{ id: string }>('select id from installation');
  return rows[0]?.id ?? '';
}
