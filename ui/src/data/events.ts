import type { Event } from "../../../appliance/http/needs.ts";
import type { Api } from "./api.ts";

const PAGE = 200;

/** What happened before this event, oldest first; an empty list is the beginning. */
export const eventsBefore = async (api: Api, id: number): Promise<readonly Event[]> =>
  (await api.get<{ items: Event[] }>(`/events?before=${id}&limit=${PAGE}`)).items;
