// A carrier in the same process: it takes every call at once and reports its end as an event of its own.
export class InstantCarrier {
  #placed = 0;
  #receiver = () => {};

  attach(receiver) {
    this.#receiver = receiver;
  }

  async dial(token) {
    const id = `SIM${++this.#placed}`;
    setImmediate(() => this.#receiver({ token, id, status: 'ended', outcome: 'completed', duration: 0 }));
    return { id };
  }
}
