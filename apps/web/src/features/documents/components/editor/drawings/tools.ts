/** What draws formulas and parts code; each comes when a document needs it, and is null until then. */
export interface DrawingTools {
  formulaHtml: ((tex: string, isBlock: boolean) => string | null) | null;
  codePieces:
    | ((code: string, language: string) => readonly { text: string; classes: readonly string[] }[] | null)
    | null;
}

/** Loads the tools that were missed; the same for all editors of a page. */
export class ToolBox {
  readonly tools: DrawingTools = { formulaHtml: null, codePieces: null };
  readonly #asked = new Set<keyof DrawingTools>();
  readonly #onLoaded: () => void;

  /** @param onLoaded told when one more is there. */
  constructor(onLoaded: () => void) {
    this.#onLoaded = onLoaded;
  }

  /** Without a network they stay away, and sources are what is shown. */
  need(name: keyof DrawingTools): void {
    if (this.#asked.has(name)) return;
    this.#asked.add(name);
    load(name).then(
      (tool) => {
        Object.assign(this.tools, tool);
        this.#onLoaded();
      },
      () => this.#asked.delete(name),
    );
  }
}

async function load(name: keyof DrawingTools): Promise<Partial<DrawingTools>> {
  if (name === 'formulaHtml') {
    const { formulaHtml } = await import('@plenum/editor/drawing/formula-html');
    return { formulaHtml };
  }
  const { codePieces } = await import('@plenum/editor/drawing/code-html');
  return { codePieces };
}
