export { engine as default } from '@sourceos/tsup-config';
