/** For tests of the repository: the reader of the service's configuration. */
export { parse as parseYaml } from 'yaml';
