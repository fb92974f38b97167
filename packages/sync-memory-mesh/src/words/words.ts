/** A confidence from 0 to 1, as people say it. */
export const percent = (confidence: number): string => `${String(Math.round(confidence * 100))} %`;
