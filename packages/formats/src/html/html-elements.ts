/** Elements that stand on lines of their own, and are nothing else here. */
export const BLOCKS = new Set(
  'address article aside body caption center dd div dl dt fieldset figcaption figure footer form header html legend main nav p search section summary'.split(
    ' ',
  ),
);

/** Elements that are not read, with what they count as; null for those that nobody sees. */
export const LEFT_OUT: Readonly<Record<string, 'scripts' | 'embedded' | 'drawings' | 'formFields' | null>> = {
  script: 'scripts',
  iframe: 'embedded',
  frame: 'embedded',
  object: 'embedded',
  embed: 'embedded',
  video: 'embedded',
  audio: 'embedded',
  canvas: 'drawings',
  svg: 'drawings',
  button: 'formFields',
  select: 'formFields',
  textarea: 'formFields',
  input: 'formFields',
  style: null,
  template: null,
  head: null,
  link: null,
  meta: null,
  title: null,
};
