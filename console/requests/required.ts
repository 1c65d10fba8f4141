export const REQUIRED = [{ required: true, message: '此项必填' }];
