/**
 * What can get lost on the way in or out, in the words of `formats.losses` in the messages. Whatever a format cannot hold, or a reader
 * cannot take, is counted as one of these.
 */
export const LOSS_CODES = [
  // In: left out.
  'comments',
  'deletedText',
  'headersFooters',
  'equations',
  'drawings',
  'embedded',
  'scripts',
  'properties',
  'owners',
  'startPage',
  'templates',
  'formFields',
  'chat',
  'revisions',
  'authors',
  'pluginAttributes',
  'pageBreaks',
  'missingPictures',
  'refusedPictures',
  'feeds',
  'controls',
  'accessRules',
  'accounts',
  'deletedPages',
  'hiddenPages',
  'emptyPages',
  'refusedPages',
  'lostRevisions',
  'otherFiles',
  'doubleNames',
  'wantedPages',
  'lostAnchors',
  'unreadable',
  'surplusTasks',
  'surplusSections',
  'surplusMembers',
  'unreadTasks',
  'unreadDates',
  'unreadRepeats',
  'lostReminders',
  'lostRelations',
  'taskFiles',
  'taskFields',
  // In: changed.
  'cutTexts',
  'archivedTasks',
  'textBoxes',
  'remotePictures',
  'unsafeLinks',
  'innerLinks',
  'deepHeadings',
  'fonts',
  'nearColours',
  'htmlAsText',
  'deepNesting',
  'htmlAsCode',
  'styledCode',
  'pluginSyntax',
  'unknownLinks',
  'pictureLinks',
  'pictureLayout',
  'players',
  'inclusions',
  'tableViews',
  // Out: left out.
  'missingFiles',
  'pictures',
  'emptyLines',
  'contents',
  'childPages',
  'linkTargets',
  'taskReminders',
  'taskRepeats',
  'taskRelations',
  'taskTimes',
  'taskForeign',
  'taskZones',
  'sectionDetails',
  'taskSections',
  'taskPeople',
  // Out: changed.
  'files',
  'transclusions',
  'textStyles',
  'underlines',
  'shiftedText',
  'colours',
  'alignment',
  'direction',
  'mergedCells',
  'blocksInCells',
  'columnWidths',
  'lettering',
  'callouts',
  'decisions',
  'agendaMinutes',
  'details',
  'footnotes',
  'looseNotes',
  'looseReferences',
  'formulas',
  'diagrams',
  'mentions',
  'days',
  'tables',
  'headings',
  'nesting',
  'codeLanguages',
  'codeBlocks',
] as const;

/** One of {@link LOSS_CODES}. */
export type LossCode = (typeof LOSS_CODES)[number];

/** Something that a document lost on its way in or out. */
export interface Loss {
  code: LossCode;
  /** How many there were. */
  count: number;
  /** Where some of them stood: the beginnings of the text there, three at most. */
  places: string[];
}

const MOST_PLACES = 3;
const LONGEST_PLACE = 60;

/** How much is kept of where something stood. */
export interface PlaceBounds {
  places: number;
  letters: number;
}

/** Counts what gets lost. */
export class Losses {
  readonly #losses = new Map<LossCode, Loss>();
  readonly #bounds: PlaceBounds;

  constructor(bounds: PlaceBounds = { places: MOST_PLACES, letters: LONGEST_PLACE }) {
    this.#bounds = bounds;
  }

  /** @param place the text around it. */
  add(code: LossCode, { place = '', count = 1 }: { place?: string; count?: number } = {}): void {
    if (count === 0) return;
    const loss = this.#losses.get(code) ?? { code, count: 0, places: [] };
    this.#losses.set(code, loss);
    loss.count += count;
    const words = shortened(place, this.#bounds.letters);
    if (words !== '' && loss.places.length < this.#bounds.places && !loss.places.includes(words))
      loss.places.push(words);
  }

  addAll(losses: readonly Loss[]): void {
    for (const { code, count, places } of losses) {
      this.add(code, { count: count - places.length });
      for (const place of places) this.add(code, { place });
    }
  }

  /** All of them, in the order of {@link LOSS_CODES}. */
  list(): Loss[] {
    return [...this.#losses.values()].sort((a, b) => LOSS_CODES.indexOf(a.code) - LOSS_CODES.indexOf(b.code));
  }
}

function shortened(text: string, most: number): string {
  const words = text.replace(/\s+/g, ' ').trim();
  const letters = [...words];
  return letters.length <= most
    ? words
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
