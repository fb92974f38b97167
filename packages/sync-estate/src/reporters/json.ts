import { reportSchema } from '../report/report.js';
import { jsonText } from './json-text.js';
import type { Reporter } from './reporter.js';

/** The report itself: the published contract. Parsing writes the members in the order of the schema. */
export const json: Reporter = {
  name: 'json',
  render: (report) => `${jsonText(reportSchema.parse(report), 2)}\n`,
};
