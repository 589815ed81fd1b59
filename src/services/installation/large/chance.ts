/** Chance that gives the same every time: who makes the demonstration twice looks at the same people. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export class Chance {
  #state: number;
  #made = 0;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 ≤ n < 1 (mulberry32) */
  next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };

  /** A whole number from `least` up to and including `most`. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(this.next() * list.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** As newId makes them, but counted up in front: rows come at the end of their index, so a million go in quickly. */
  id(): string {
    let counted = '';
    for (let rest = ++this.#made, i = 0; i < 6; i++, rest = Math.floor(rest / 32)) counted = alphabet[rest % 32] + counted;
    return counted + this.#letters(14);
  }

  token(): string {
    return this.#letters(32);
  }

  #letters(length: number): string {
    let out = '';
    while (out.length < length) {
      let bits = Math.floor(this.next() * 2 ** 30);
      for (let i = 0; i < 6; i++, bits >>>= 5) out += alphabet[bits & 31];
    }
    return out.slice(0, length);
  }
}
