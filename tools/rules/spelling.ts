/**
 * British spelling in prose: comments and Markdown. Code is left alone, because APIs are spelt as their
 * authors spelt them (`String.normalize`, CSS `color`, `OrganizationId`).
 */
const stems =
  'standard|normal|summar|organ|recogn|real|optim|author|capital|token|serial|initial|minim|maxim|categor|priorit|synchron|central|final|util|general|special|memo|random|parameter|material|anonym|visual|local|custom|emphas';

const american: readonly [RegExp, string][] = [
  [new RegExp(`\\b\\w*(${stems})iz(e[drs]?|ing|ations?)\\b`, 'i'), '-ise'],
  [/\banalyz(e[drs]?|ing)\b/i, 'analyse'],
  [/\b(behavior|color|favor|honor|neighbor|flavor)(s|ed|ing)?\b/i, '-our'],
  [/\b(cancel|label|model|travel|signal|level)(ed|ing)\b/i, 'double l'],
  [/\b(centers?|fibers?|fulfills?|gray|defense)\b/i, 'centre, fibre, fulfil, grey, defence'],
];

/** Line numbers (from 1) and words of American spellings in a file's prose. */
export function americanWords(path: string, text: string): { line: number; word: string; rule: string }[] {
  const prose = path.endsWith('.md') ? markdownProse(text) : commentProse(text);
  return prose.flatMap((lineText, index) =>
    american.flatMap(([pattern, rule]) => {
      const word = pattern.exec(lineText)?.[0];
      return word === undefined ? [] : [{ line: index + 1, word, rule }];
    }),
  );
}

/** Each line's comment, without code in backquotes and without addresses. */
function commentProse(text: string): string[] {
  return text.split('\n').map((line) => {
    const comment = /^\s*(?:\/\*\*?|\*|--)(?<text>.*)$|(?:^|\s)\/\/(?<tail>.*)$/.exec(line)?.groups;
    return bare(comment?.['text'] ?? comment?.['tail'] ?? '');
  });
}

function markdownProse(text: string): string[] {
  let inCode = false;
  return text.split('\n').map((line) => {
    if (/^\s*```/.test(line)) {
      inCode = !inCode;
      return '';
    }
    return inCode ? '' : bare(line);
  });
}

function bare(text: string): string {
  return text
    .replaceAll(/`[^`]*`/g, '')
    .replaceAll(/https?:\S+/g, '')
    .replaceAll(/\{@\w+[^}]*\}/g, '');
}
