/** The server's news. A browser gives a stream up at the first refusal, which it meets while a bundle is replaced; this does not. */

const SLOWEST_MS = 5000;
/** The server beats every ten seconds, but scripts do not see that; figures come every second or two. */
const SILENT_MS = 25000;

export class Stream {
  #source = null;
  #last = null;
  #waitMs = 250;
  #timer = 0;
  #silence = 0;
  #stays = false;

  /** @param handlers a function for each name of event, and `link(state)` for 'live' and 'reconnecting' */
  constructor(address, handlers) {
    this.address = address;
    this.handlers = handlers;
    document.addEventListener('visibilitychange', () => this.#seen());
    window.addEventListener('online', () => this.#open());
    this.#open();
  }

  /** @param on whether news is wanted while the page is hidden, too */
  stay(on) {
    this.#stays = on;
    this.#seen();
  }

  #seen() {
    if (document.hidden && !this.#stays) this.#close();
    else if (!this.#source) this.#open();
  }

  #open() {
    this.#close();
    const query = this.#last === null ? '' : `?after=${encodeURIComponent(this.#last)}`;
    const source = new EventSource(this.address + query);
    this.#source = source;
    source.onerror = () => this.#again();
    for (const [name, handle] of Object.entries(this.handlers)) {
      if (name === 'link') continue;
      source.addEventListener(name, (message) => {
        if (message.lastEventId) this.#last = message.lastEventId;
        this.#heard();
        handle(JSON.parse(message.data));
      });
    }
  }

  #heard() {
    this.#waitMs = 250;
    this.handlers.link('live');
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#again(), SILENT_MS);
  }

  #again() {
    this.#close();
    this.handlers.link('reconnecting');
    this.#timer = setTimeout(() => this.#open(), this.#waitMs);
    this.#waitMs = Math.min(SLOWEST_MS, this.#waitMs * 2);
  }

  #close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    if (this.#source) {
      this.#source.close();
      this.#source = null;
    }
  }
}
