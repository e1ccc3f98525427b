/** The migrated database that every test file's own is a copy of. */
export const templateName = 'goldenrod_template';

/** The same server's address, another database. */
export function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
