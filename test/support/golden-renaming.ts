/** A one-to-one renaming of golden ids between two states, learned from records that are the same in both. */
import type { Json, JsonObject } from '../../src/util/json.ts';

const goldenIdFields = ['Goldenrod_Id__c', 'goldenrod_id'];
const goldenId = /\bg[ac]_[0-9a-z]{16}\b/g;

export class GoldenRenaming {
  readonly #forward = new Map<string, string>();
  readonly #backward = new Map<string, string>();
  /** One line for each id that would need two names, or two ids that would share one: other clusters. */
  readonly contradictions: string[] = [];

  /** Both records are the same record, so their golden ids name the same cluster. */
  learn(left: JsonObject, right: JsonObject): void {
    for (const field of goldenIdFields) {
      const from = left[field];
      const to = right[field];
      if (typeof from !== 'string' || typeof to !== 'string' || from === '' || to === '') continue;
      const known = this.#forward.get(from) ?? to;
      const origin = this.#backward.get(to) ?? from;
      if (known !== to) this.contradictions.push(`golden record ${from} is split: ${known} and ${to}`);
      if (origin !== from)
        this.contradictions.push(`golden records ${origin} and ${from} are merged as ${to}`);
      this.#forward.set(from, known);
      this.#backward.set(to, origin);
    }
  }

  /** The value with every golden id in it renamed, also inside of text. */
  apply(value: Json): Json {
    if (typeof value === 'string') return value.replaceAll(goldenId, (id) => this.#forward.get(id) ?? id);
    if (Array.isArray(value)) return value.map((item) => this.apply(item));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.apply(item)]));
  }
}
