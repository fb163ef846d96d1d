import { answerTo, type ConversionJob } from './conversion.ts';

// A process that does one conversion, tells what came of it, and ends; also when nobody is there any more to tell it to.
process.once('disconnect', () => process.exit());
process.once('message', async (job: ConversionJob) => {
  const answer = await answerTo(job);
  process.send?.(answer, undefined, undefined, () => process.disconnect());
});
