declare module 'markdown-it-footnote' {
  import type { PluginSimple } from 'markdown-it';

  const footnotes: PluginSimple;
  // biome-ignore lint/style/noDefaultExport: the module has nothing else
  export default footnotes;
}
