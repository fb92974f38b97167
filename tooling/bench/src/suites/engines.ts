import { measureCost, type EngineCost } from '../engines/cost.js';
import { measureCurve, type EngineCurve } from '../engines/curve.js';
import { builtPopulations } from '../engines/population.js';
import { renderEngines } from '../engines/render.js';
import { describeMachine } from '../machine.js';
import type { Suite } from '../suite.js';

/** The hooks of every engine beside the kernel's own cost of a write, and as a record grows. */
export const enginesSuite: Suite = {
  name: 'engines',
  summary: "each engine's hooks beside the kernel's own cost of a write, and their curve to 1 MB",
  run: async ({ rounds, engine: only, onProgress }) => {
    const machine = describeMachine();
    const costs: EngineCost[] = [];
    const curves: EngineCurve[] = [];
    const populations = await builtPopulations();
    const chosen = populations.filter(
      ({ engine }) => only === undefined || engine.manifest.engineId.endsWith(`.${only}`),
    );
    if (chosen.length === 0) throw new Error(`There is no engine "${only ?? ''}".`);
    for (const population of chosen) {
      const { engineId } = population.engine.manifest;
      onProgress(engineId);
      const cost = measureCost(population, rounds);
      if (cost === undefined) onProgress(`${engineId}: no specimen is let in, so that no write is measured`);
      else costs.push(cost);
      curves.push(measureCurve(population));
    }
    const command = `npm run bench -- engines --rounds ${rounds}${only === undefined ? '' : ` --engine ${only}`}`;
    return {
      markdown: renderEngines({ costs, curves }, command, machine), // An engine without figures is named in them, and why.
      complete: true,
    };
  },
};
