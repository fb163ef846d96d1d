import { assembly } from './assembly.mjs';
import { meeting } from './meeting.mjs';

/** What can be measured, in the order of the report. */
export const SCENARIOS = { assembly, meeting };
