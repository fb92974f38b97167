/** How many times longer the runs are than in `npm test`: SOURCEOS_SOAK, 1 unless set. */
export const soak = Number(process.env.SOURCEOS_SOAK ?? 1);
