import * as Y from 'yjs';

let lastClientId = 1_000_000;

/** Types in a paragraph of its own, in a Y.Doc that knows nothing of the others. */
export class Writer {
  #doc = new Y.Doc();
  #text = new Y.XmlText();
  /** Where it is sent. */
  client;
  #ledger;
  #number;

  /** @param {{ client: import('./client.mjs').Client, ledger: import('./ledger.mjs').Ledger, number: number }} given */
  constructor({ client, ledger, number }) {
    this.client = client;
    this.#ledger = ledger;
    this.#number = number;
    lastClientId += 1;
    this.#doc.clientID = lastClientId;
    this.#doc.on('update', (update) => this.client.send(update));
  }

  /** Makes the paragraph, with a first operation in it. */
  begin() {
    this.#doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [this.#text]);
      this.#doc.getXmlFragment('content').insert(0, [paragraph]);
      this.#text.insert(0, this.#ledger.type(this.#number));
    });
  }

  /** One operation at the end of the paragraph; `padding` is text that comes along. */
  type(padding = '') {
    this.#text.insert(this.#text.length, this.#ledger.type(this.#number) + padding);
  }

  /** Deletes so much text at the end of the paragraph, but never the last of it. */
  erase(length) {
    const most = Math.min(length, this.#text.length - 1);
    this.#text.delete(this.#text.length - most, most);
  }
}
