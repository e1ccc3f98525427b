import { describe, expect, it } from 'vitest';
import { layOutCsv, readRow, startOfPlain } from '#src/threads/csv-layout.ts';

const layOut = (text: string) => layOutCsv(new TextEncoder().encode(text), 'a.csv');

describe('a first line that tells the separator', () => {
  it.each([
    ['sep=;\r\n', ';'],
    ['sep=,\n', ','],
    ['"sep=;"\n', ';'],
    ['SEP=\t\n', '\t'],
    ['sep=\\t\n', '\t'],
    ['sep=^\n', '^'],
  ])('%j is no header', (line, separator) => {
    // Other separators are more, and yet letters.
    const layout = layOut(`${line}id${separator}a|b|c|d\n1${separator}Kestrelway\n`);
    expect(layout).toMatchObject({ header: ['id', 'a|b|c|d'], headerLine: 2 });
    expect(readRow(layout, 0)).toEqual(['1', 'Kestrelway']);
  });

  it('is counted in the line numbers of messages', () => {
    expect(() => layOut('sep=;\nid;name\n1;"Kestrelway\n')).toThrow('a.csv line 3: a quote opens here');
  });

  it('alone is an empty file', () => {
    expect(() => layOut('sep=;\n')).toThrow('a.csv is empty');
  });

  it('is nothing but that: a header that begins so stays one', () => {
    expect(layOut('sep=;name\n1;2\n').header).toEqual(['sep=', 'name']);
    expect(layOut('"sep=;\n1;2"\n3\n').header).toEqual(['sep=;\n1;2']);
  });
});

describe('rows with returns', () => {
  it('are copied as they stand only when the return ends the line', () => {
    const layout = layOut('id,a,b\r\n1,Kestrelway,Ltd\r\n2,Kestrel\rway,Ltd\r\n3,Kestrelway,Ltd\r');
    const copied = Array.from(layout.starts, (_, row) => startOfPlain(layout, row, 1) >= 0);
    expect(copied).toEqual([true, false, true]);
    expect([...layout.bare]).toEqual([1, 0, 1]);
  });

  it('are not copied when a quote stands inside a bare cell', () => {
    const layout = layOut('id,a,b\n1,Kestrel"way,Ltd\n2,"Kestrelway",Ltd\n');
    expect(Array.from(layout.starts, (_, row) => startOfPlain(layout, row, 1) >= 0)).toEqual([false, true]);
  });
});
