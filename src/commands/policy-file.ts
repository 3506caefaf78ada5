export function defineExport(..._: unknown[]) {}
export function defineImport(..._: unknown[]) {}
