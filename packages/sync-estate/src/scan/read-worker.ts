/** A thread that reads folders beside the main one. */
import { parentPort, workerData } from 'node:worker_threads';
import { send, work, type FolderTask, type SentReading } from './folder-task.js';

const readings: SentReading[] = [];
work(workerData as FolderTask, (place, reading) => readings.push(send(place, reading)));
parentPort?.postMessage(readings);
