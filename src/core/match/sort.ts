/** Sorts 53-bit keys (non-negative integers) with an index each, by key, then index; in place, near-linear. */
export function sortByKey(keys: Float64Array, indices: Int32Array): void {
  const { length } = keys;
  const bits = Math.max(0, Math.min(16, Math.ceil(Math.log2(Math.max(2, length))) - 4));
  const shift = 2 ** (53 - bits);
  const starts = new Int32Array((1 << bits) + 1);
  for (let i = 0; i < length; i++) {
    const bucket = Math.floor((keys[i] as number) / shift) + 1;
    starts[bucket] = (starts[bucket] as number) + 1;
  }
  for (let bucket = 1; bucket < starts.length; bucket++)
    starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
  const next = starts.slice();
  const sortedKeys = new Float64Array(length);
  const sortedIndices = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const key = keys[i] as number;
    const bucket = Math.floor(key / shift);
    const place = next[bucket] as number;
    next[bucket] = place + 1;
    sortedKeys[place] = key;
    sortedIndices[place] = indices[i] as number;
  }
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    quickSort(sortedKeys, sortedIndices, starts[bucket] as number, (starts[bucket + 1] as number) - 1);
  }
  keys.set(sortedKeys);
  indices.set(sortedIndices);
}

function quickSort(keys: Float64Array, indices: Int32Array, from: number, to: number): void {
  let [low, high] = [from, to];
  while (high - low > 16) {
    const middle = (low + high) >> 1;
    const [pivotKey, pivotIndex] = [keys[middle] as number, indices[middle] as number];
    let [i, j] = [low, high];
    while (i <= j) {
      while (isBefore(keys, indices, i, pivotKey, pivotIndex)) i++;
      while (isAfter(keys, indices, j, pivotKey, pivotIndex)) j--;
      if (i <= j) swap(keys, indices, i++, j--);
    }
    // The smaller side is sorted by recursion, so that the stack stays shallow.
    if (j - low < high - i) {
      quickSort(keys, indices, low, j);
      low = i;
    } else {
      quickSort(keys, indices, i, high);
      high = j;
    }
  }
  insertionSort(keys, indices, low, high);
}

function isBefore(keys: Float64Array, indices: Int32Array, at: number, key: number, index: number): boolean {
  const own = keys[at] as number;
  return own < key || (own === key && (indices[at] as number) < index);
}

function isAfter(keys: Float64Array, indices: Int32Array, at: number, key: number, index: number): boolean {
  const own = keys[at] as number;
  return own > key || (own === key && (indices[at] as number) > index);
}

function swap(keys: Float64Array, indices: Int32Array, a: number, b: number): void {
  const [key, index] = [keys[a] as number, indices[a] as number];
  keys[a] = keys[b] as number;
  indices[a] = indices[b] as number;
  keys[b] = key;
  indices[b] = index;
}

function insertionSort(keys: Float64Array, indices: Int32Array, low: number, high: number): void {
  for (let i = low + 1; i <= high; i++) {
    const [key, index] = [keys[i] as number, indices[i] as number];
    let j = i - 1;
    while (j >= low && isAfter(keys, indices, j, key, index)) {
      keys[j + 1] = keys[j] as number;
      indices[j + 1] = indices[j] as number;
      j--;
    }
    keys[j + 1] = key;
    indices[j + 1] = index;
  }
}
