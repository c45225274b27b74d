/** Any token of marked's; `type` says which of `Tokens` it is. */
export interface Token {
  readonly type: string;
  readonly raw: string;
  readonly tokens?: Token[];
}
