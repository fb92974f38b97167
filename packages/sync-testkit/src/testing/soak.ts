export { counted, seedsOf, soak } from '@sourceos/vitest-config/soak';
