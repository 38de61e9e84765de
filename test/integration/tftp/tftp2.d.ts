/** What the tests use of npm's tftp2, which has no types of its own. */
declare module "tftp2" {
  interface Client {
    read(name: string, push: (part: Buffer) => void, done: () => void): Promise<void>;
    close(): void;
  }
  export default function tftp(host: string, port: number): Client;
}
