// The commands of the schema's extensions, which packages/editor brings along at run time, as types of a chain.
import '@tiptap/extension-link';
import '@tiptap/extension-list';
import '@tiptap/extension-table';
import '@tiptap/starter-kit';
import '@plenum/editor/schema/block-style';
import '@plenum/editor/schema/footnote';
import '@plenum/editor/schema/text-marks';
