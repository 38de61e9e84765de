import { AppError } from "../errors.ts";
import { FetchError, type FetchText } from "./fetch-text.ts";
import {
  listUrl,
  type PublishedRelease,
  readList,
  type ReleaseFamily,
  ReleaseListError,
  STREAMS,
} from "./release-lists.ts";

/** Fedora CoreOS's list is some 60 KiB. */
const LIST_LIMIT = 4 * 1024 * 1024;

export interface ReleaseOffer {
  readonly releases: readonly PublishedRelease[];
  /** A sentence for each stream whose list cannot be read. */
  readonly problems: readonly string[];
}

export interface Releases {
  /** The newest release of each stream, as its maker's own list says it now. */
  offer(family: ReleaseFamily): Promise<ReleaseOffer>;
}

interface ReleasesNeeds {
  readonly fetchText: FetchText;
  readonly listUrl?: (family: ReleaseFamily, stream: string) => string;
}

export function releases(needs: ReleasesNeeds): Releases {
  const urlOf = needs.listUrl ?? listUrl;

  async function newest(family: ReleaseFamily, stream: string): Promise<PublishedRelease | FetchError> {
    try {
      return readList(family, stream, await needs.fetchText(urlOf(family, stream), LIST_LIMIT));
    } catch (error) {
      if (error instanceof FetchError) return error;
      if (error instanceof ReleaseListError) return new FetchError(error.message, false);
      throw error;
    }
  }

  return {
    async offer(family) {
      const streams = STREAMS[family];
      const answers = await Promise.all(streams.map((stream) => newest(family, stream)));
      const found = answers.flatMap((answer) => (answer instanceof FetchError ? [] : [answer]));
      const [first] = answers.filter((answer) => answer instanceof FetchError);
      if (found.length === 0 && first?.offline === true) throw offline(first.message);
      const problems = answers.flatMap((answer, index) =>
        answer instanceof FetchError
          ? [`The list of ${family} ${streams[index] ?? ""} cannot be used: ${answer.message}.`]
          : [],
      );
      return { releases: found, problems };
    },
  };
}

const offline = (why: string): AppError =>
  new AppError(
    "RS_RELEASES_OFFLINE",
    503,
    `No internet: ${why}. Put a release on a stick instead; the manual's page "Ignition" says which files.`,
  );
