/**
 * Keys with their nodes, growing. Who adds millions of them reserves room and writes them itself: a call for each would
 * make an object of every key.
 */
export class KeyList {
  keys = new Float64Array(64);
  nodes = new Int32Array(64);
  size = 0;

  /** Makes room for so many more. */
  reserve(more: number): void {
    const least = this.size + more;
    if (least <= this.keys.length) return;
    const room = least + (least >> 1);
    const [keys, nodes] = [new Float64Array(room), new Int32Array(room)];
    keys.set(this.keys.subarray(0, this.size));
    nodes.set(this.nodes.subarray(0, this.size));
    [this.keys, this.nodes] = [keys, nodes];
  }

  /** The keys that there are, and their nodes. */
  held(): [Float64Array, Int32Array] {
    return [this.keys.subarray(0, this.size), this.nodes.subarray(0, this.size)];
  }
}
