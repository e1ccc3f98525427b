import type { Content } from '../../core/match/content.ts';
import type { Standardised } from '../../core/match/standardised.ts';
import type { GoldenType } from '../../core/model/entity.ts';
import type { Store } from '../ports/store.ts';

/** Contents met in one transaction; each is read once. */
export class KnownContents {
  readonly #tx: Store;
  readonly #entity: GoldenType;
  readonly #known: Map<number, Standardised>;

  constructor(tx: Store, entity: GoldenType, known: readonly Content[]) {
    this.#tx = tx;
    this.#entity = entity;
    this.#known = new Map(known.map(({ content, standardised }) => [content, standardised]));
  }

  async read(contents: Iterable<number>): Promise<Content[]> {
    const wanted = [...new Set(contents)];
    const missing = wanted.filter((content) => !this.#known.has(content));
    const loaded = missing.length === 0 ? [] : await this.#tx.match.contents(this.#entity, missing);
    for (const { content, standardised } of loaded) this.#known.set(content, standardised);
    return wanted.flatMap((content) => {
      const standardised = this.#known.get(content);
      return standardised === undefined ? [] : [{ content, standardised }];
    });
  }
}
