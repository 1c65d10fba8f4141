export { default } from '../matters/matters-page';
