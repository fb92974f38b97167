/** See soak.d.ts. */
export const soak = Number(process.env['SOURCEOS_SOAK'] ?? 1);
