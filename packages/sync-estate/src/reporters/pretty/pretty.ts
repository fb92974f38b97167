import { closingLine } from '../counts.js';
import { countedFindings } from '../findings.js';
import type { Reporter } from '../reporter.js';
import { enginesSection } from './engines-section.js';
import { findingsSection } from './findings-section.js';
import { createPalette } from './palette.js';
import { repositoriesSection } from './repositories-section.js';

/** For a person at a terminal: the findings in their source, then engines, repositories and the counts. */
export const pretty: Reporter = {
  name: 'pretty',
  render: (report, { color }) => {
    const palette = createPalette(color);
    const findings = countedFindings(report);
    return [
      ...findingsSection(findings, palette),
      ...enginesSection(report, findings, palette),
      ...repositoriesSection(report, palette),
      palette.bold(closingLine(report)),
      '',
    ].join('\n');
  },
};
