/** `test(`, `it.each(`, `test.skip(` … but neither `test.describe(`, `test.step(` nor a method of something else. */
const call =
  /(?<![.\w$])(?:test|it)((?:\.(?:each|for|only|skip|todo|fixme|fails|fail|concurrent|sequential|runIf|skipIf))*)(?:<[^()]*>)?\s*(?=[(`])/g;
const leftOut = /\.(?:only|skip|todo|fixme|fails?|runIf|skipIf)\b/;
const takesArguments = /\.(?:each|for|runIf|skipIf)$/;
const literal = /^\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`((?:\\[\s\S]|[^`\\])*)`)/;

/**
 * The tests that a source file declares, Vitest's and Playwright's alike. The title is null where it is no literal.
 * @param {string} code a source text without comments
 * @returns {{ line: number, title: string | null, isLeftOut: boolean }[]}
 */
export function testsIn(code) {
  const tests = [];
  for (const match of code.matchAll(call)) {
    const [head, modifiers] = match;
    let at = match.index + head.length;
    if (takesArguments.test(modifiers)) at = afterTable(code, at);
    if (code[at] !== '(') continue;
    const rest = code.slice(at + 1);
    const found = rest.match(literal);
    const title = found ? (found[1] ?? found[2] ?? found[3]) : null;
    tests.push({ line: lineOf(code, match.index), title, isLeftOut: leftOut.test(modifiers) });
  }
  return tests;
}

/** Where the call with the title begins, behind the table of `each` or `for`. */
function afterTable(code, start) {
  const end = code[start] === '`' ? code.indexOf('`', start + 1) + 1 : closing(code, start) + 1;
  return end + code.slice(end).match(/^\s*/)[0].length;
}

const quoted = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|[()]/g;

/** The position of the parenthesis that closes the one at `start`. */
function closing(code, start) {
  let depth = 0;
  quoted.lastIndex = start;
  for (let found = quoted.exec(code); found !== null; found = quoted.exec(code)) {
    if (found[0] === '(') depth += 1;
    if (found[0] === ')') depth -= 1;
    if (depth === 0) return found.index;
  }
  return code.length;
}

function lineOf(code, index) {
  return code.slice(0, index).split('\n').length;
}
