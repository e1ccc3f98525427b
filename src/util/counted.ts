/** A number and its word: `1 record`, `2,000 records`, `1 entity`. `several` where an s does not make it. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`;
}
