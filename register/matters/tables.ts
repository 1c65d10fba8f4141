export interface MatterTables {}
