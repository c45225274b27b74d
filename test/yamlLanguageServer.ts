import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Complaint {
  readonly message: string;
  readonly range: { readonly start: Place; readonly end: Place };
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: {
    readonly uri?: string;
    readonly diagnostics?: Complaint[];
    readonly items?: { readonly section: string }[];
  };
  readonly result?: unknown;
}

/** The language server that VS Code and others read YAML with, over stdio: one process for all files. */
export class YamlLanguageServer {
  readonly #process: ChildProcess;
  readonly #answers = new Map<number, (result: unknown) => void>();
  readonly #complaints = new Map<string, (found: Complaint[]) => void>();
  readonly #settings: Record<string, unknown>;
  #received = Buffer.alloc(0);
  #count = 0;

  private constructor(settings: Record<string, unknown>) {
    this.#settings = settings;
    const manifest = createRequire(import.meta.url).resolve('yaml-language-server/package.json');
    const program = manifest.replace(/package\.json$/, 'bin/yaml-language-server');
    this.#process = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#process.stdout?.on('data', (bytes: Buffer) => this.#read(bytes));
  }

  static async start(schema: string): Promise<YamlLanguageServer> {
    const yaml = {
      schemas: { [pathToFileURL(schema).href]: '*.yaml' },
      ...{ validate: true, hover: true, completion: true, schemaStore: { enable: false } },
    };
    const server = new YamlLanguageServer({ yaml });
    await server.ask('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } }, hover: {} } },
    });
    server.#send({ method: 'initialized', params: {} });
    server.#send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } });
    return server;
  }

  /** What the server has to say of a file; it stays open. */
  async complaintsOf(uri: string, text: string): Promise<Complaint[]> {
    const found = new Promise<Complaint[]>((resolve) => this.#complaints.set(uri, resolve));
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    this.#send({ method: 'textDocument/didOpen', params: { textDocument } });
    return await found;
  }

  ask<Result>(method: string, params: unknown): Promise<Result> {
    const id = ++this.#count;
    const answer = new Promise<unknown>((resolve) => this.#answers.set(id, resolve));
    this.#send({ id, method, params });
    return answer as Promise<Result>;
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #read(bytes: Buffer): void {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, Math.max(0, end)))?.[1]);
      if (end < 0 || this.#received.length < end + 4 + length) return;
      const message = JSON.parse(this.#received.toString('utf8', end + 4, end + 4 + length)) as Message;
      this.#received = this.#received.subarray(end + 4 + length);
      this.#take(message);
    }
  }

  #take({ id, method, params, result }: Message): void {
    if (method === 'textDocument/publishDiagnostics') {
      this.#complaints.get(params?.uri ?? '')?.(params?.diagnostics ?? []);
    } else if (method !== undefined && id !== undefined) {
      // It asks for settings, and to be told of changes.
      this.#send({
        id,
        result:
          method === 'workspace/configuration'
            ? (params?.items ?? []).map(({ section }) => this.#settings[section] ?? null)
            : null,
      });
    } else if (typeof id === 'number') {
      this.#answers.get(id)?.(result);
    }
  }
}
