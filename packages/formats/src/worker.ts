import { parentPort, workerData } from 'node:worker_threads';
import { answerTo, type ConversionJob } from './conversion.ts';

/** A thread that does one conversion, tells what came of it, and ends. */
const job: ConversionJob = workerData;
const answer = await answerTo(job);
parentPort?.postMessage(answer);
