/** Whether the bytes at `start` are those of this ASCII text. */
export function startsWith(bytes: Uint8Array, start: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false;
  return true;
}

const SCHEMES = ['http://', 'https://'];

/** Where an address goes on behind its scheme and `www.`, where it has them. */
export function behindWww(bytes: Uint8Array, start: number): number {
  const scheme = SCHEMES.find((each) => startsWith(bytes, start, each)) ?? '';
  const host = start + scheme.length;
  return startsWith(bytes, host, 'www.') ? host + 4 : host;
}
