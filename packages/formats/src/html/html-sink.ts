import type { NodeJson } from '@plenum/editor/schema/json';
import { blocksFromLine, collapsed } from '../reading/blocks.ts';

/** Where what is read goes: into a line, until a block comes. */
export class HtmlSink {
  readonly blocks: NodeJson[] = [];
  readonly line: NodeJson[] = [];
  /** What a line becomes. */
  create: (content: NodeJson[]) => NodeJson = (content) => ({ type: 'paragraph', content });

  /** Ends the line; one without anything in it is none. */
  end(): void {
    const content = collapsed(this.line.splice(0));
    if (content.length > 0) this.blocks.push(...blocksFromLine(content, this.create));
  }

  add(...blocks: NodeJson[]): void {
    this.end();
    this.blocks.push(...blocks);
  }
}
