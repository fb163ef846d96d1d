import { isZone } from '@plenum/domain/tasks/when';
import { markdownFromJson } from '@plenum/editor/markdown/markdown-from-json';
import type { NodeJson } from '@plenum/editor/schema/json';
import { jsonFromHtml } from '../html/json-from-html.ts';
import { Losses } from '../losses.ts';
import { tooManyTasks } from './refusals.ts';
import { Times } from './times.ts';

/** Of one file: what is beyond that is not even looked at. */
const MOST_TASKS = 20_000;
const MOST_LETTERS = 4 * 2 ** 20;
/** What a piece of HTML costs beside its letters, in as many of them. */
const ONE_PIECE = 200;

/** What the reading of one file of tasks needs and finds beside them, and how much of it is done at all. */
export class Reading {
  readonly times: Times;
  /** Where whoever sends the file is, by its IANA name. */
  readonly zone: string;
  readonly losses = new Losses();
  #tasks = 0;
  #letters = 0;

  /** @param zone as {@link Times} takes it. */
  constructor(zone: string) {
    this.times = new Times(zone);
    this.zone = isZone(zone) ? zone : 'UTC';
  }

  /** Some of the tasks of a file, which are about to be read. @throws AppError `invalid_input` for too many of them. */
  counted<T extends readonly object[]>(tasks: T): T {
    this.#tasks += tasks.length;
    if (this.#tasks > MOST_TASKS) throw tooManyTasks();
    return tasks;
  }

  /**
   * What a program keeps as HTML, as Markdown. Text without an element is as it is: older ones kept Markdown.
   * @throws AppError `invalid_input` for too much of it, `too_large` as {@link jsonFromHtml} does.
   */
  markdown(html: string): string {
    if (!/<[a-z]/i.test(html)) return html.trim();
    this.#letters += ONE_PIECE + html.length;
    if (this.#letters > MOST_LETTERS) throw tooManyTasks();
    const { content, pictures, losses } = jsonFromHtml(Buffer.from(html));
    this.losses.addAll(losses);
    this.losses.add('missingPictures', { count: pictures.length });
    return markdownFromJson(withoutPictures(content, new Set(pictures.map(({ id }) => id)))).trim();
  }
}

/** Pictures in the text itself have no place in a description. */
function withoutPictures(node: NodeJson, ids: ReadonlySet<string>): NodeJson {
  if (ids.size === 0 || !node.content) return node;
  const isPicture = ({ type, attrs }: NodeJson) => type === 'image' && ids.has(String(attrs?.fileId));
  const content = node.content.filter((one) => !isPicture(one)).map((one) => withoutPictures(one, ids));
  return { ...node, content };
}
