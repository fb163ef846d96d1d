// What docs/decisions and the tree promise about who may import whom, checked by machine: one table, no exceptions.
// `turbo boundaries` checks the packages against each other, Biome the single lines; this checks what lies between.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importedPath, readSources } from './checks/sources.mjs';

/** The closed list of features. The foundation may be imported by every feature, a leaf by none but itself. */
const foundation = ['access', 'accounts', 'groups', 'workspaces', 'documents', 'inbox', 'search'];
const leaves = [
  'comments',
  'chat',
  'files',
  'formats',
  'history',
  'meetings',
  'overview',
  'templates',
  'shares',
  'publications',
  'transfers',
  'structure',
  'webhooks',
  'wiki',
  'tasks',
];

/** A file of web may import from its own layer and those after it. */
const webLayers = ['app', 'features', 'components', 'lib'];

const maxLines = 300;
const isTest = /\.(test|spec)\.\w+$|\/testing\//;

/**
 * Each rule looks at the files whose path matches `within` (and not `except`, which names a kind of file, never a
 * single one) and finds what breaks it.
 */
const rules = [
  {
    id: 'ARCH-2',
    says: 'a feature imports itself and the foundation, never another leaf',
    within: /^(apps\/web\/src\/features|packages\/(domain|database)\/src)\/[^/]+\//,
    except: isTest,
    finds: (file) => {
      const own = featureOf(file.path);
      return importsOf(file, (path) => {
        const other = featureOf(path);
        return own !== null && other !== null && other !== own && !foundation.includes(other);
      });
    },
  },
  {
    id: 'ARCH-3',
    says: 'the features of web are the closed list, each with loaders.ts, actions.ts, endpoints.ts, client.tsx and components/',
    within: /^apps\/web\/src\/features\//,
    except: isTest,
    finds: ({ path }) => {
      const [feature, ...rest] = path.split('/').slice(4);
      const known = [...foundation, ...leaves].includes(feature);
      return known && /^((loaders|actions|endpoints)\.ts|client\.tsx|components\/.+)$/.test(rest.join('/'))
        ? []
        : [path];
    },
  },
  {
    id: 'ARCH-4',
    says: 'web imports downwards only: app, features, components, lib',
    within: /^apps\/web\/src\//,
    finds: (file) => {
      const own = webLayers.indexOf(webLayerOf(file.path));
      return importsOf(file, (path) => {
        const other = webLayers.indexOf(webLayerOf(path));
        return other !== -1 && (own === -1 || other < own);
      });
    },
  },
  {
    id: 'ARCH-5',
    says: 'only loaders, actions, endpoints, route handlers and lib of web reach the database',
    within: /^apps\/web\/src\//,
    except:
      /\/features\/[^/]+\/(loaders|actions|endpoints)\.ts$|\/route\.ts$|^apps\/web\/src\/lib\/|\.test\.\w+$/,
    finds: (file) => importsOf(file, (path) => /^(packages\/database\/|@prisma\/|pg$)/.test(path)),
  },
  {
    id: 'ARCH-6',
    says: 'Grants come from packages/database/src/access alone: no cast to one, no renaming of the type',
    within: /^(?!packages\/database\/src\/access\/)(apps|packages|e2e)\//,
    finds: (file) =>
      matches(file.bare, /\bas\s+(?:[\w.]+\.)?\w*Grant\b|[=(,?:&|]\s*<\w*Grant\b|\bGrant\s+as\s+\w+/g),
  },
  {
    id: 'ARCH-7',
    says: 'no cast through unknown or to never, except where Grants are made',
    within: /^(?!packages\/database\/src\/access\/)(apps|packages)\/[^/]+\/src\//,
    except: isTest,
    finds: (file) => matches(file.bare, /\bas\s+unknown\s+as\b|\bas\s+never\b/g),
  },
  {
    id: 'ARCH-8',
    says: 'the environment is read in env.ts alone',
    within: /^((apps|packages)\/[^/]+\/src|e2e)\//,
    except: /\/env\.ts$|\.test\.\w+$|\/testing\//,
    finds: (file) => [
      ...matches(file.bare, /\bprocess\s*(?:\?\.|\.)\s*env\b|\bprocess\s*\[|\benv\s*\}\s*=\s*process\b/g),
      ...file.imports.filter((specifier) => /^(node:)?process$/.test(specifier)),
    ],
  },
  {
    id: 'ARCH-9',
    says: 'file and folder names are kebab-case and say what is inside',
    within: /./,
    finds: ({ path }) => {
      const folders = path.split('/');
      const file = folders.pop();
      const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
      const badFolders = folders.filter(
        (name) =>
          !/^(\(?[a-z0-9-]+(\.[a-z0-9-]+)*\)?|\[{1,2}(\.{3})?[a-zA-Z]+\]{1,2}|[@_][a-z0-9-]+)$/.test(name),
      );
      const badFile = !file.split('.').every((part) => kebab.test(part));
      const empty =
        /^(helpers?|misc|common|utils?|index)\./.test(file) ||
        folders.some((name) => /^(helpers?|misc|common|utils?)$/.test(name));
      return badFolders.length > 0 || badFile || empty ? [path] : [];
    },
  },
  {
    id: 'ARCH-10',
    says: `no file is longer than ${maxLines} lines of code`,
    within: /./,
    finds: (file) => {
      const lines = file.code.split('\n').filter((line) => line.trim() !== '').length;
      return lines > maxLines ? [`${lines} lines`] : [];
    },
  },
  {
    id: 'ARCH-11',
    says: 'what runs on a server writes to the log, never to the console',
    within: /^(apps\/(?!cli\/)|packages\/)[^/]+\/src\//,
    except: isTest,
    finds: (file) => matches(file.bare, /\bconsole\s*(?:\?\.|\.|\[)/g),
  },
  {
    id: 'ARCH-12',
    says: 'every export of a package has a docstring',
    within: /^packages\/[^/]+\/src\//,
    except: /\.test\.\w+$/,
    finds: (file) => undocumentedExports(file.text),
  },
  {
    id: 'ARCH-13',
    says: 'domain is pure: it imports zod and itself',
    within: /^packages\/domain\/src\//,
    except: isTest,
    finds: (file) => importsOf(file, (path) => path !== 'zod' && !path.startsWith('packages/domain/')),
  },
  {
    id: 'ARCH-14',
    says: 'rooms know no socket, no HTTP and no database client',
    within: /^apps\/collab\/src\/room\//,
    except: isTest,
    finds: (file) => importsOf(file, (path) => /^(ws|express|pg|@prisma\/.*|node:https?)$/.test(path)),
  },
  {
    id: 'ARCH-16',
    says: 'an open editor gets no plugin: all others would begin anew, and forget what they are at',
    within: /^apps\/web\/src\//,
    finds: (file) => matches(file.bare, /\.(?:un)?registerPlugin\b/g),
  },
];

function featureOf(path) {
  const name = path.match(/^(?:apps\/web\/src\/features|packages\/(?:domain|database)\/src)\/([^/]+)\//)?.[1];
  return name !== undefined && (foundation.includes(name) || leaves.includes(name)) ? name : null;
}

/** What Next calls before it serves anything lies beside the folders, and stands as high as its routes. */
function webLayerOf(path) {
  if (/^apps\/web\/src\/instrumentation\.(test\.)?ts$/.test(path)) return 'app';
  return path.match(/^apps\/web\/src\/([^/]+)\//)?.[1] ?? '';
}

function importsOf(file, isBad) {
  return file.imports.filter((specifier) => isBad(importedPath(file.path, specifier)));
}

function matches(text, pattern) {
  return [...text.matchAll(pattern)].map((match) => match[0].replace(/\s+/g, ' '));
}

/** Of an overloaded function, or a type and a value of one name, the first needs the docstring. */
function undocumentedExports(text) {
  const exported =
    /^export\s+(?:declare\s+|abstract\s+|async\s+)*(?:function\*?|const|let|class|interface|type)\s+(\w+)/gm;
  const seen = new Set();
  return [...text.matchAll(exported)]
    .filter(([, name]) => !seen.has(name) && seen.add(name))
    .filter((match) => !/\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.test(text.slice(0, match.index)))
    .map(([, name]) => name);
}

/** @returns {string[]} one line for each violation; none when all is well */
export function architectureViolations(files) {
  return rules.flatMap(({ id, says, within, except, finds }) =>
    files
      .filter(({ path }) => within.test(path) && !except?.test(path))
      .flatMap((file) => finds(file).map((what) => `${file.path}: ${what} (${id}: ${says})`)),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = readSources(resolve(import.meta.dirname, '..'));
  const violations = architectureViolations(files);
  for (const violation of violations) console.error(violation);
  console.log(`${files.length} files, ${rules.length} rules, ${violations.length} violations`);
  if (violations.length > 0 || files.length === 0) process.exitCode = 1;
}
