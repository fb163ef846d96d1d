import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createFormatter, createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { LOCALES } from './locale.ts';
import { MESSAGES } from './messages.ts';

const SOURCE = path.join(import.meta.dirname, '..');

/** Every text with its key. */
function texts(tree: object, prefix = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + name, value]] : texts(value, `${prefix}${name}.`),
  );
}

/** The values and tags that a text needs, sorted; what follows a case of a plural is a text, also where it is one word. */
function placeholders(text: string): string[] {
  const names = text.matchAll(/(?<!(?:=\d+|zero|one|two|few|many|other) )\{\s*(\w+)\s*[,}]|<(\w+)>/g);
  return [...new Set([...names].map(([, value, tag]) => (value ? `{${value}}` : `<${tag}>`)))].sort();
}

/** Something for each placeholder: a number to count by, a word, or what a tag becomes. */
function sampleValues(text: string): Record<string, string | number | (() => string)> {
  const sample = (name: string) => (name.startsWith('<') ? () => 'x' : /count|edits/.test(name) ? 2 : 'x');
  return Object.fromEntries(placeholders(text).map((name) => [name.slice(1, -1), sample(name)]));
}

describe.each(LOCALES)('%s', (locale) => {
  test('I18N-2 has exactly the keys and placeholders of English', () => {
    const shape = (tree: object) =>
      Object.fromEntries(texts(tree).map(([key, text]) => [key, placeholders(text)]));
    expect(shape(MESSAGES[locale])).toEqual(shape(MESSAGES.en));
  });

  test('I18N-3 can show every text', () => {
    const problems: unknown[] = [];
    const onError = (error: unknown) => problems.push(error);
    const t = createTranslator({ locale, messages: MESSAGES[locale] as object, onError });
    const shown = texts(MESSAGES[locale]).map(([key, text]) =>
      String(t.rich(key as never, sampleValues(text) as never)),
    );
    expect(problems).toEqual([]);
    expect(shown.filter((text) => /[{}]|<\w/.test(text))).toEqual([]);
  });
});

test.each([
  ['en', 1, 'Ada has joined.'],
  ['en', 2, 'Ada and Mira have joined.'],
  ['de', 1, 'Ada ist dazugekommen.'],
  ['de', 2, 'Ada und Mira sind dazugekommen.'],
] as const)('EDIT-12 in %s, %i who come are announced as people would say it', (locale, count, sentence) => {
  const t = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'documents.page' });
  const names = createFormatter({ locale }).list(['Ada', 'Mira'].slice(0, count));
  expect(t('joined', { count, names })).toBe(sentence);
});

test('I18N-4 every text is used somewhere', () => {
  const used = sources().map(usedKeys);
  const unused = texts(MESSAGES.en).filter(([key]) => !used.some((mentions) => mentions(key)));
  expect(unused.map(([key]) => key)).toEqual([]);
});

function sources(): string[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  const code = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.|^i18n/.test(file));
  return code.map((file) => readFileSync(path.join(SOURCE, file), 'utf8'));
}

/**
 * Whether a file may use a key: the key stands in it below one of its namespaces, as a string, as a template or as a
 * property of the messages; where a variable is looked up, all texts directly below that namespace count. That a key that
 * is used exists is a matter of types.
 */
function usedKeys(code: string): (key: string) => boolean {
  const strings = [...code.matchAll(/'([\w.-]+)'/g)].map(([, text]) => text);
  const templates = [...code.matchAll(/`((?:[\w.-]|\$\{[\w.]+\})+)`/g)].map(
    ([, text = '']) => new RegExp(`^${patternOf(text)}$`),
  );
  const inNamespace = (key: string, { namespace, translator }: Translator) => {
    const [start] = namespace.exec(key) ?? [];
    if (start === undefined) return false;
    const rest = key.slice(start.length);
    if (strings.includes(rest) || templates.some((template) => template.test(rest))) return true;
    return (
      !rest.includes('.') &&
      new RegExp(`\\b${translator}(\\.rich)?\\(\\s*[A-Za-z][\\w.]*\\s*[),[]`).test(code)
    );
  };
  const properties = [...code.matchAll(/\bMESSAGES\[\w+\]\.(\w+)/g)].map(([, name]) => `${name}.`);
  const asProperty = (key: string, namespace: string) => {
    const rest = key.slice(namespace.length);
    return key.startsWith(namespace) && (code.includes(`.${rest}`) || strings.includes(rest));
  };
  const found = translators(code);
  return (key) =>
    found.some((translator) => inNamespace(key, translator)) ||
    properties.some((name) => asProperty(key, name));
}

/** The start of the keys in a namespace, and the name of the function that looks texts up in it. */
interface Translator {
  namespace: RegExp;
  translator: string;
}

/** A file's translators; one that comes out of a `Promise.all` is called `t` throughout. */
function translators(code: string): Translator[] {
  const calls = code.matchAll(
    /(?:const (\w+) = (?:await )?)?(?:use|get)Translations\(\s*['`]([\w.${}]+)['`]/g,
  );
  return [...calls].map(([, translator = 't', name = '']) => ({
    namespace: new RegExp(`^${patternOf(name)}\\.`),
    translator,
  }));
}

/** What a text of the source stands for, a variable in it being one part of a key. */
function patternOf(text: string): string {
  return text.replace(/\.(?![^{]*\})/g, '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+');
}
