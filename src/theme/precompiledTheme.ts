/** The templates of the built-in theme, as Handlebars' runtime takes them. */
export interface PrecompiledTheme {
  /** Of the templates from which they were made, by `digestOfTheme`. */
  readonly digest: string;
  /** By the name of the template. */
  readonly templates: Readonly<Record<string, TemplateSpecification>>;
}

/** Null in the sources. In the program that `npm run prepare` makes, its maker puts the theme here. */
export const precompiledTheme: PrecompiledTheme | null = null as PrecompiledTheme | null;
