import { MAX_RECORD_BYTES } from './limits.ts';

/** One physical line, bytes as Latin-1 characters. `cut`: it was longer than a record may be, the rest is dropped. */
export type Line = { text: string; number: number; cut: boolean };

/** Lines of a byte stream, without their ends (LF or CR LF). Holds no more than one record's worth of bytes. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let pending = '';
  let cut = false;
  let number = 1;
  const add = (text: string) => {
    const room = MAX_RECORD_BYTES - pending.length;
    if (text.length > room) cut = true;
    pending += text.length > room ? text.slice(0, Math.max(0, room)) : text;
  };
  for await (const chunk of chunks) {
    const text = chunk.toString('latin1');
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      add(text.slice(start, end));
      yield { text: pending.endsWith('\r') ? pending.slice(0, -1) : pending, number, cut };
      pending = '';
      cut = false;
      number += 1;
      start = end + 1;
    }
    add(text.slice(start));
  }
  if (pending !== '' || cut)
    yield { text: pending.endsWith('\r') ? pending.slice(0, -1) : pending, number, cut };
}
