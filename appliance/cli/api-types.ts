// Made from /api/openapi.json by `npm run build:api-types`. Do not edit.

export interface paths {
  "/api/v1/hello": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the page must know before anybody has signed in, and who asks */
    get: operations["getHello"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/status": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Is the appliance serving, and if not, why? */
    get: operations["getStatus"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/machines": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All machines, known and only seen */
    get: operations["listMachines"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/machines/{mac}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One machine with its newest run */
    get: operations["getMachine"];
    /** Enter a machine, or replace what is known about it */
    put: operations["putMachine"];
    post?: never;
    /** Forget a machine; it is listed as new when it is seen again */
    delete: operations["deleteMachine"];
    options?: never;
    head?: never;
    /** Change some of what is known about a machine */
    patch: operations["patchMachine"];
    trace?: never;
  };
  "/api/v1/machines/{mac}/arm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Allow this machine to be wiped and installed the next time it boots from the network */
    post: operations["armMachine"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/machines/{mac}/preview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The answer files and kernel arguments that arming this machine would give it */
    get: operations["previewMachine"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/answers/check": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** What is wrong with an answer file, and what its installer would stop at */
    post: operations["checkAnswer"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/answers/import": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make the anaconda-ks.cfg of an installed machine one that installs from this image */
    post: operations["importAnswer"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Runs, newest first */
    get: operations["listRuns"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One run */
    get: operations["getRun"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs/{id}/stop": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop a run: the machine may no longer be wiped */
    post: operations["stopRun"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs/{id}/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Rotate the secrets of a run: it is stopped, and its machine is armed anew with another token */
    post: operations["rotateRun"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs/{id}/log": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the installer of a run said: its syslog, its reports, its webhooks */
    get: operations["getRunLog"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/subnets": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Subnets that are served */
    get: operations["listSubnets"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/leases": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Addresses that were given */
    get: operations["listLeases"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/images": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The catalog */
    get: operations["listImages"];
    put?: never;
    /** Import an image from a stick or from URLs; its state and progress are read from GET /images/{name} */
    post: operations["addImage"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/images/{name}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One image */
    get: operations["getImage"];
    put?: never;
    post?: never;
    /** Remove an image, from the card too; an import under way ends */
    delete: operations["deleteImage"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/releases": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the makers of a system offer for download now */
    get: operations["listReleases"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/media": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sticks that are in, and what on them can become an image */
    get: operations["listMedia"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/uploads": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Files that are being uploaded, each with the offset where it goes on */
    get: operations["listUploads"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/uploads/{file}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How much of a file is here */
    get: operations["getUpload"];
    /** Send an ISO as it is (curl -T), whole or in slices; when it is whole it becomes an image by itself */
    put: operations["putUpload"];
    post?: never;
    /** Throw away what is here of a file */
    delete: operations["deleteUpload"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/profiles": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What can be installed, and how */
    get: operations["listProfiles"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/profiles/{name}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One profile */
    get: operations["getProfile"];
    /** Enter a profile, or replace it */
    put: operations["putProfile"];
    post?: never;
    /** Remove a profile that no machine uses */
    delete: operations["deleteProfile"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What happened: a list, or with Accept: text/event-stream a stream that goes on */
    get: operations["listEvents"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/export/{format}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The machines for another tool: Ansible, SSH, CSV, /etc/hosts, Prometheus (file_sd), NetBox */
    get: operations["exportMachines"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/import/dhcp": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Read another DHCP server's configuration (dhcpd.conf, dnsmasq.conf, Kea): its machines and subnets come in, the rest is listed */
    post: operations["importDhcpConfig"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/backup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Everything but the images in one file; accounts, tokens and keys only with a passphrase, encrypted with it */
    post: operations["makeBackup"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/restore": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Send a backup as it is (curl -T); it is checked as a whole, and nothing is changed yet */
    put: operations["putRestoreFile"];
    /** Put the backup that was sent in the place of what is here; the appliance starts again by itself */
    post: operations["restoreBackup"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/healthz": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Liveness; why it is unwell stands in getStatus, which needs the token */
    get: operations["getHealth"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/readyz": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Readiness: machines are being served */
    get: operations["getReadiness"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/metrics": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Counters for Prometheus; they name no machine, so they need no token */
    get: operations["getMetrics"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/openapi.json": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** This document */
    get: operations["getOpenApi"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @description RFC 9457
     * @example {
     *       "type": "about:blank",
     *       "title": "Not found",
     *       "status": 404,
     *       "detail": "There is no run 17.",
     *       "code": "RS_RUN_NOT_FOUND"
     *     }
     */
    Problem: {
      /** @constant */
      type: "about:blank";
      title: string;
      status: number;
      /** @description A sentence for the person: what happened, why, what to do */
      detail: string;
      /** @description Stable */
      code: string;
      where?: string;
      errors?: {
        where: string;
        detail: string;
      }[];
      instance?: string;
    };
    /**
     * @example {
     *       "version": "0.1.0",
     *       "claimed": false,
     *       "setUp": false,
     *       "language": "en"
     *     }
     */
    Hello: {
      version: string;
      claimed: boolean;
      setUp: boolean;
      /** @enum {string} */
      language: "en" | "zh";
      you?: {
        /** @enum {string} */
        kind: "session" | "token" | "file" | "panel";
        name: string;
        /** @enum {string} */
        role: "owner" | "operator" | "viewer" | "panel";
      };
    };
    /**
     * @example {
     *       "version": "0.1.0",
     *       "ok": true,
     *       "serving": true,
     *       "problems": [],
     *       "subnets": [
     *         "10.77.0.0/24"
     *       ]
     *     }
     */
    Status: {
      version: string;
      ok: boolean;
      serving: boolean;
      problems: string[];
      subnets: string[];
    };
    MachineList: {
      items: components["schemas"]["Machine"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "mac": "52:54:00:77:00:01",
     *       "name": "node-01",
     *       "address": "10.77.0.11",
     *       "profile": "worker",
     *       "known": true,
     *       "firmware": "bios"
     *     }
     */
    Machine: {
      /** @example 52:54:00:77:00:01 */
      mac: string;
      name?: string;
      /** @description Its reservation */
      address?: string;
      /** @description The address it has now */
      lease?: string;
      profile?: string;
      /** @description Values for templates: {{ machine.vars.rack }} */
      vars?: {
        [key: string]: string | number | boolean | string[];
      };
      /** @description Entered by a person or the configuration, not only seen on the wire */
      known: boolean;
      firmware?: string;
      vendorClass?: string;
      uuid?: string;
      hostname?: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      firstSeenAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      lastSeenAt?: string;
      /** @description A sentence: what it did last */
      lastSeen?: string;
      /** @description The newest */
      run?: components["schemas"]["Run"];
    };
    /**
     * @description One install of one machine
     * @example {
     *       "id": "17",
     *       "mac": "52:54:00:77:00:01",
     *       "machine": "node-01",
     *       "profile": "worker",
     *       "image": "coreos-1010.5.0",
     *       "state": "installing",
     *       "stage": "writing the disk",
     *       "bytes": 104857600,
     *       "bytesTotal": 221249536,
     *       "armedAt": "2026-11-21T14:02:11.204Z",
     *       "armedUntil": "2026-11-21T16:02:11.204Z",
     *       "notVerified": false
     *     }
     */
    Run: {
      id: string;
      /** @example 52:54:00:77:00:01 */
      mac: string;
      machine?: string;
      profile: string;
      image: string;
      /** @enum {string} */
      state: "armed" | "booting" | "installing" | "done" | "failed" | "unknown";
      /** @description A sentence: why it is in this state */
      because?: string;
      stage?: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      stageAt?: string;
      /** @description Never goes back; absent: no honest estimate yet */
      percent?: number;
      secondsLeft?: number;
      bytes: number;
      bytesTotal?: number;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      armedAt: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      armedUntil?: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      bootedAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      installingAt?: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      endedAt?: string;
      notVerified: boolean;
      waitingFor?: string;
    };
    /** @description PATCH: what is absent stays, null takes away. PUT: what is absent is taken away. */
    MachineChange: {
      name?: string | null;
      address?: string | null;
      profile?: string | null;
      vars?: {
        [key: string]: string | number | boolean | string[];
      } | null;
    };
    /**
     * @description What arming this machine would give it, secrets covered
     * @example {
     *       "kernelArgs": [
     *         "inst.repo=http://10.77.0.1/rocky-9.4"
     *       ],
     *       "files": [
     *         {
     *           "name": "ks.cfg",
     *           "type": "text/plain; charset=utf-8",
     *           "text": "text\n"
     *         }
     *       ],
     *       "findings": [],
     *       "wouldAskFor": [],
     *       "problems": []
     *     }
     */
    Preview: {
      kernelArgs?: string[];
      files: {
        name: string;
        type: string;
        text: string;
      }[];
      findings: {
        /**
         * @description An error would stop the installer and refuses arming
         * @enum {string}
         */
        severity: "error" | "warning" | "note";
        /** @description Counted from 1; 0 when it is about something that is not there */
        line: number;
        /** @description Stable; docs/answers.md lists them */
        code: string;
        message: string;
        /** @description What the installer would stop at and ask a person for */
        wouldAskFor?: string;
        file: string;
      }[];
      wouldAskFor: string[];
      /** @description Why the machine could not be armed */
      problems: string[];
    };
    /**
     * @description An answer file and what it is for: an image, or a family and its major version
     * @example {
     *       "family": "rhel",
     *       "major": 9,
     *       "text": "install\ncdrom\n"
     *     }
     */
    AnswerCheck: {
      text: string;
      /** @example worker */
      image?: string;
      /** @enum {string} */
      family?: "rhel" | "debian" | "ubuntu";
      major?: number;
      distribution?: string;
    };
    /**
     * @example {
     *       "findings": [],
     *       "wouldAskFor": []
     *     }
     */
    AnswerFindings: {
      findings: components["schemas"]["AnswerFinding"][];
      wouldAskFor: string[];
    };
    /**
     * @example {
     *       "severity": "warning",
     *       "line": 0,
     *       "code": "KS_WOULD_ASK",
     *       "message": "The installer would stop at: disk. Add autopart, or part lines.",
     *       "wouldAskFor": "disk"
     *     }
     */
    AnswerFinding: {
      /**
       * @description An error would stop the installer and refuses arming
       * @enum {string}
       */
      severity: "error" | "warning" | "note";
      /** @description Counted from 1; 0 when it is about something that is not there */
      line: number;
      /** @description Stable; docs/answers.md lists them */
      code: string;
      message: string;
      /** @description What the installer would stop at and ask a person for */
      wouldAskFor?: string;
    };
    /**
     * @example {
     *       "image": "rocky-9.4",
     *       "text": "cdrom\n"
     *     }
     */
    AnswerImport: {
      text: string;
      /** @example worker */
      image: string;
    };
    /**
     * @example {
     *       "text": "url --url=http://10.77.0.1/rocky-9.4\n",
     *       "changes": [
     *         {
     *           "line": 1,
     *           "before": "cdrom",
     *           "after": "url --url=http://10.77.0.1/rocky-9.4",
     *           "why": "the machine has no medium in its drive; packages come from the image's tree"
     *         }
     *       ],
     *       "findings": []
     *     }
     */
    ImportedAnswer: {
      text: string;
      changes: {
        /** @description Counted from 1; 0 when it is about something that is not there */
        line: number;
        before: string;
        after: string;
        why: string;
      }[];
      findings: components["schemas"]["AnswerFinding"][];
    };
    RunList: {
      items: components["schemas"]["Run"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /** @description What an installer said, oldest first */
    RunLog: {
      items: components["schemas"]["LogLine"][];
      /** @description Ask again with after=<next> */
      next?: number;
    };
    /**
     * @example {
     *       "id": 7,
     *       "at": "2026-11-21T14:02:11.204Z",
     *       "source": "syslog",
     *       "severity": "warning",
     *       "program": "main-menu",
     *       "text": "WARNING **: Configuring 'partman-base' failed with error code 141"
     *     }
     */
    LogLine: {
      id: number;
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      source: "syslog" | "report" | "webhook";
      /** @enum {string} */
      severity: "error" | "warning" | "info" | "debug";
      program?: string;
      /** @description Control characters are escaped; tokens are left out */
      text: string;
    };
    SubnetList: {
      items: components["schemas"]["Subnet"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "cidr": "10.77.0.0/24",
     *       "pool": "10.77.0.100-10.77.0.250",
     *       "dns": [
     *         "10.77.0.1"
     *       ],
     *       "lease": 43200,
     *       "allocation": "dynamic",
     *       "size": 151,
     *       "used": 3
     *     }
     */
    Subnet: {
      cidr: string;
      pool?: string;
      router?: string;
      dns: string[];
      /** @description Seconds */
      lease: number;
      /** @enum {string} */
      allocation: "dynamic" | "automatic";
      size: number;
      used: number;
    };
    LeaseList: {
      items: components["schemas"]["Lease"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "address": "10.77.0.100",
     *       "mac": "52:54:00:77:00:02",
     *       "state": "active",
     *       "remaining": 41200
     *     }
     */
    Lease: {
      address: string;
      /** @example 52:54:00:77:00:01 */
      mac: string;
      /** @enum {string} */
      state: "active" | "expired" | "released" | "quarantined";
      subnet?: string;
      hostname?: string;
      /** @description Seconds of appliance time that are left; absent: for ever */
      remaining?: number;
    };
    ImageList: {
      items: components["schemas"]["Image"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "name": "coreos-1010.5.0",
     *       "version": "1010.5.0",
     *       "state": "ready",
     *       "verified": true,
     *       "files": [],
     *       "usedBy": []
     *     }
     */
    Image: {
      name: string;
      version: string;
      /** @enum {string} */
      state: "waiting" | "importing" | "ready" | "refused";
      because?: string;
      verified: boolean;
      /** @description Which link of the boot chain Secure Boot refuses, when it does. */
      unsigned?: string;
      bytes?: number;
      files: {
        name: string;
        size: number;
        sha256?: string;
      }[];
      /** @description As the medium calls itself */
      title?: string;
      family?: string;
      arch?: string;
      major?: number;
      boots?: {
        bios: boolean;
        uefi: boolean;
        secureBoot: boolean;
      };
      /** @description MiB that a machine needs to be installed from here */
      memory?: number;
      /** @enum {string} */
      phase?: "copying" | "checking" | "indexing";
      /** @description How much of the phase is done */
      share?: number;
      /** @description Bytes a second */
      rate?: number;
      secondsLeft?: number;
      /** @description Names of profiles */
      usedBy: string[];
      /** @enum {string} */
      source?: "folder" | "iso" | "url" | "urls" | "upload";
      /** @description What a person should know about a usable image */
      detail?: string;
      /** @description The path where the files of its ISO are served */
      tree?: string;
    };
    ReleaseList: {
      items: components["schemas"]["PublishedRelease"][];
      /** @description A sentence for each stream whose list cannot be read */
      problems: string[];
    };
    /**
     * @example {
     *       "family": "fedora-coreos",
     *       "stream": "stable",
     *       "version": "43.20260413.3.2",
     *       "arch": "x86_64",
     *       "files": [
     *         {
     *           "url": "https://example.org/live-kernel.x86_64",
     *           "name": "live-kernel.x86_64",
     *           "sha256": "abababababababababababababababababababababababababababababababab"
     *         }
     *       ]
     *     }
     */
    PublishedRelease: {
      /** @enum {string} */
      family: "fedora-coreos" | "flatcar";
      /** @description As its maker says: stable, testing, beta … */
      stream: string;
      version: string;
      /** @enum {string} */
      arch: "x86_64" | "aarch64";
      /** @description Give these as from.urls of a new image */
      files: {
        url: string;
        name: string;
        sha256?: string;
      }[];
    };
    /** @description Where an image comes from: a file on a stick (see /media), the URL of an ISO, or the URLs of a release's files */
    NewImage: {
      name?: string;
      from:
        | {
            medium: string;
            path: string;
          }
        | {
            url: string;
            sha256?: string;
            internalMirror?: boolean;
          }
        | {
            urls: {
              url: string;
              name?: string;
              sha256?: string;
            }[];
            internalMirror?: boolean;
          };
    };
    MediumList: {
      items: components["schemas"]["Medium"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "id": "2f1c0a9b7d3e",
     *       "name": "SANDISK",
     *       "path": "/media/SANDISK",
     *       "files": [],
     *       "more": false
     *     }
     */
    Medium: {
      id: string;
      name: string;
      path: string;
      files: {
        path: string;
        name: string;
        size: number;
        /** @enum {string} */
        kind: "iso" | "release";
        /** @description The image that it became */
        image?: string;
      }[];
      /** @description It holds more than was looked at */
      more: boolean;
    };
    UploadList: {
      items: components["schemas"]["Upload"][];
    };
    /**
     * @example {
     *       "file": "debian.iso",
     *       "offset": 1048576,
     *       "size": 4194304
     *     }
     */
    Upload: {
      file: string;
      /** @description Bytes that are here: the next one to send */
      offset: number;
      /** @description Bytes of the whole file, as far as is known */
      size: number;
      /** @description The image that the whole file became */
      image?: string;
    };
    ProfileList: {
      items: components["schemas"]["Profile"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    Profile: {
      /** @example worker */
      name: string;
      /** @example worker */
      image: string;
      /** @enum {string} */
      install: "automatic" | "manual";
      disk?: string;
      kernelArgs: string[];
      cloudConfig?: string;
      /** @description Kickstart, preseed, autoinstall or Ignition/Butane, with {{ variables }} */
      answerFile?: string;
      settings?: {
        /** @default Etc/UTC */
        timezone: string;
        /** @default en_US.UTF-8 */
        locale: string;
        /** @default us */
        keyboard: string;
        /** @default [] */
        packages: string[];
        /** @default [] */
        sshKeys: string[];
        /** @default admin */
        user: string;
        passwordHash?: string;
      };
      vars?: {
        [key: string]: string | number | boolean | string[];
      };
      repos?: {
        name: string;
        url: string;
      }[];
      kernel?: string;
      initrd?: string;
    };
    /** @description Of answerFile, settings, vars, repos, kernel and initrd what is absent stays as it was, and null takes away. The rest is replaced. */
    ProfileInput: {
      /** @example worker */
      image: string;
      /** @enum {string} */
      install: "automatic" | "manual";
      disk?: string;
      /** @default [] */
      kernelArgs: string[];
      cloudConfig?: string;
      answerFile?: string | null;
      settings?: {
        /** @default Etc/UTC */
        timezone: string;
        /** @default en_US.UTF-8 */
        locale: string;
        /** @default us */
        keyboard: string;
        /** @default [] */
        packages: string[];
        /** @default [] */
        sshKeys: string[];
        /** @default admin */
        user: string;
        passwordHash?: string;
      } | null;
      vars?: {
        [key: string]: string | number | boolean | string[];
      } | null;
      repos?:
        | {
            name: string;
            url: string;
          }[]
        | null;
      kernel?: string | null;
      initrd?: string | null;
    };
    EventList: {
      items: components["schemas"]["Event"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "id": 41,
     *       "at": "2026-11-21T14:02:11.204Z",
     *       "code": "RS_RUN_ARMED",
     *       "severity": "info",
     *       "text": "node-01 was armed."
     *     }
     */
    Event: {
      id: number;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      at: string;
      code: string;
      /** @enum {string} */
      severity: "info" | "warning" | "error";
      text: string;
      /** @example 52:54:00:77:00:01 */
      mac?: string;
      run?: string;
      data?: {
        [key: string]: unknown;
      };
    };
    /**
     * @example {
     *       "text": "dhcp-range=192.168.1.100,192.168.1.110,255.255.255.0\n",
     *       "dryRun": true
     *     }
     */
    ConfigImport: {
      text: string;
      /**
       * @description Absent: told from the text
       * @enum {string}
       */
      format?: "dhcpd" | "dnsmasq" | "kea";
      /**
       * @description Only say what would be done
       * @default false
       */
      dryRun: boolean;
    };
    /**
     * @description Every statement of the file is in one of taken, notNeeded and skipped
     * @example {
     *       "format": "dnsmasq",
     *       "applied": false,
     *       "authoritative": false,
     *       "subnets": [],
     *       "machines": [],
     *       "taken": [],
     *       "notNeeded": [],
     *       "skipped": []
     *     }
     */
    ConfigImported: {
      /** @enum {string} */
      format: "dhcpd" | "dnsmasq" | "kea";
      applied: boolean;
      authoritative: boolean;
      subnets: {
        line: number;
        cidr: string;
        pool?: string;
        router?: string;
        dns: string[];
        domain?: string;
        /** @description Seconds */
        lease?: number;
        /** @enum {string} */
        allocation: "dynamic" | "automatic";
        /**
         * @description refused and offered are not done; because says why
         * @enum {string}
         */
        step: "new" | "changed" | "same" | "refused" | "offered";
        because?: string;
      }[];
      machines: {
        line: number;
        mac: string;
        name?: string;
        address?: string;
        /**
         * @description refused and offered are not done; because says why
         * @enum {string}
         */
        step: "new" | "changed" | "same" | "refused" | "offered";
        because?: string;
      }[];
      taken: components["schemas"]["ConfigNote"][];
      notNeeded: components["schemas"]["ConfigNote"][];
      skipped: components["schemas"]["ConfigNote"][];
    };
    /**
     * @example {
     *       "line": 3,
     *       "text": "option time-offset -18000",
     *       "because": "Rackseed does not send this option."
     *     }
     */
    ConfigNote: {
      line: number;
      text: string;
      /** @description A sentence */
      because: string;
    };
    /**
     * @example {
     *       "passphrase": "seven lamps in the harbour"
     *     }
     */
    BackupInput: {
      /** @description Absent: accounts, tokens and keys are left out */
      passphrase?: string;
    };
    /**
     * @example {
     *       "created": "2026-11-21T14:02:11.204Z",
     *       "rackseed": "0.1.0",
     *       "machines": 12,
     *       "profiles": 3,
     *       "secrets": true,
     *       "sameDevice": true
     *     }
     */
    ReceivedBackup: {
      created: string;
      /** @description The version that made it */
      rackseed: string;
      machines: number;
      profiles: number;
      /** @description Accounts, tokens and keys are in it, under a passphrase */
      secrets: boolean;
      sameDevice: boolean;
    };
    /**
     * @example {
     *       "confirm": "restore",
     *       "passphrase": "seven lamps in the harbour"
     *     }
     */
    RestoreInput: {
      /** @constant */
      confirm: "restore";
      /** @description Absent: accounts, tokens and keys stay as they are here */
      passphrase?: string;
    };
    /**
     * @example {
     *       "restarting": true
     *     }
     */
    Restarting: {
      /** @constant */
      restarting: true;
    };
    /**
     * @example {
     *       "ok": true,
     *       "serving": true
     *     }
     */
    Health: {
      ok: boolean;
      serving: boolean;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type Problem = components["schemas"]["Problem"];
export type Hello = components["schemas"]["Hello"];
export type Status = components["schemas"]["Status"];
export type MachineList = components["schemas"]["MachineList"];
export type Machine = components["schemas"]["Machine"];
export type Run = components["schemas"]["Run"];
export type MachineChange = components["schemas"]["MachineChange"];
export type Preview = components["schemas"]["Preview"];
export type AnswerCheck = components["schemas"]["AnswerCheck"];
export type AnswerFindings = components["schemas"]["AnswerFindings"];
export type AnswerFinding = components["schemas"]["AnswerFinding"];
export type AnswerImport = components["schemas"]["AnswerImport"];
export type ImportedAnswer = components["schemas"]["ImportedAnswer"];
export type RunList = components["schemas"]["RunList"];
export type RunLog = components["schemas"]["RunLog"];
export type LogLine = components["schemas"]["LogLine"];
export type SubnetList = components["schemas"]["SubnetList"];
export type Subnet = components["schemas"]["Subnet"];
export type LeaseList = components["schemas"]["LeaseList"];
export type Lease = components["schemas"]["Lease"];
export type ImageList = components["schemas"]["ImageList"];
export type Image = components["schemas"]["Image"];
export type ReleaseList = components["schemas"]["ReleaseList"];
export type PublishedRelease = components["schemas"]["PublishedRelease"];
export type NewImage = components["schemas"]["NewImage"];
export type MediumList = components["schemas"]["MediumList"];
export type Medium = components["schemas"]["Medium"];
export type UploadList = components["schemas"]["UploadList"];
export type Upload = components["schemas"]["Upload"];
export type ProfileList = components["schemas"]["ProfileList"];
export type Profile = components["schemas"]["Profile"];
export type ProfileInput = components["schemas"]["ProfileInput"];
export type EventList = components["schemas"]["EventList"];
export type Event = components["schemas"]["Event"];
export type ConfigImport = components["schemas"]["ConfigImport"];
export type ConfigImported = components["schemas"]["ConfigImported"];
export type ConfigNote = components["schemas"]["ConfigNote"];
export type BackupInput = components["schemas"]["BackupInput"];
export type ReceivedBackup = components["schemas"]["ReceivedBackup"];
export type RestoreInput = components["schemas"]["RestoreInput"];
export type Restarting = components["schemas"]["Restarting"];
export type Health = components["schemas"]["Health"];
export type $defs = Record<string, never>;
export interface operations {
  getHello: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Claimed or not, set up or not */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Hello"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Its state */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Status"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listMachines: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MachineList"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getMachine: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A MAC address in any common spelling */
        mac: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The machine; its ETag covers what a person can change */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Machine"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such machine */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  putMachine: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the machine as it was read: a change in between is then not overwritten */
        "If-Match"?: string;
      };
      path: {
        /** @description A MAC address in any common spelling */
        mac: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["MachineChange"];
      };
    };
    responses: {
      /** @description The machine; its ETag covers what a person can change */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Machine"];
        };
      };
      /** @description It was entered */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Machine"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Changed by someone else */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteMachine: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A MAC address in any common spelling */
        mac: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Forgotten */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such machine */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  patchMachine: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the machine as it was read: a change in between is then not overwritten */
        "If-Match"?: string;
      };
      path: {
        /** @description A MAC address in any common spelling */
        mac: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["MachineChange"];
      };
    };
    responses: {
      /** @description The machine; its ETag covers what a person can change */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Machine"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such machine */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Changed by someone else */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  armMachine: {
    parameters: {
      query?: never;
      header?: {
        /** @description A word of your choice: repeated within an hour, it gives the same run and arms nothing again */
        "Idempotency-Key"?: string;
      };
      path: {
        /** @description A MAC address in any common spelling */
        mac: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description The machine is armed */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such machine */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It cannot be armed now; the detail says why */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  previewMachine: {
    parameters: {
      query?: {
        /** @description As if it had this profile; else its own */
        profile?: string;
      };
      header?: never;
      path: {
        /** @description A MAC address in any common spelling */
        mac: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What it would get, with what the linter says */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Preview"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such machine */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It has no profile */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  checkAnswer: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AnswerCheck"];
      };
    };
    responses: {
      /** @description Findings by line; none is good */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AnswerFindings"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such image */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  importAnswer: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AnswerImport"];
      };
    };
    responses: {
      /** @description The text, each change with its reason, and what the linter says */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ImportedAnswer"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such image */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The image is not installed by a kickstart */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listRuns: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
        /** @description Only these states, separated by commas */
        state?: string;
        /** @description A MAC address in any common spelling */
        mac?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RunList"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The run */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such run */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  stopRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description The run as it ended */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such run */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It has ended already */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rotateRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": Record<string, never>;
      };
    };
    responses: {
      /** @description The new run */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Run"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such run */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The machine cannot be armed, or has a newer run */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getRunLog: {
    parameters: {
      query?: {
        /** @description Only lines with a higher id */
        after?: number;
        limit?: number;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Lines, oldest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RunLog"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such run */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listSubnets: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SubnetList"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listLeases: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["LeaseList"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listImages: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ImageList"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  addImage: {
    parameters: {
      query?: never;
      header?: {
        /** @description A word of your choice: repeated within an hour, it gives the same image */
        "Idempotency-Key"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NewImage"];
      };
    };
    responses: {
      /** @description The import has begun or waits */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Image"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such stick, or no such file on it */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description There is an image of this name */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getImage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The image */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Image"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such image */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteImage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Removed */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such image */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A profile uses it, or the configuration names it; the detail says which */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listReleases: {
    parameters: {
      query: {
        /** @description Whose releases */
        family: "fedora-coreos" | "flatcar";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The newest release of each stream */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ReleaseList"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No internet */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listMedia: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MediumList"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listUploads: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UploadList"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getUpload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        file: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The upload */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Upload"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Nothing of it is here */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  putUpload: {
    parameters: {
      query?: never;
      header?: {
        /** @description bytes FIRST-LAST/SIZE of this slice (curl -C sends it); without it the body is the whole file */
        "Content-Range"?: string;
      };
      path: {
        file: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A slice was stored */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Upload"];
        };
      };
      /** @description The file is whole, and its import waits */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Upload"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The slice does not begin where the stored bytes end; the detail says where that is */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description There is no room for it */
      507: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteUpload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        file: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Gone */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Nothing of it is here */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listProfiles: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProfileList"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getProfile: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The profile */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Profile"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such profile */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  putProfile: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the profile as it was read: a change in between is then not overwritten */
        "If-Match"?: string;
      };
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ProfileInput"];
      };
    };
    responses: {
      /** @description The profile */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Profile"];
        };
      };
      /** @description It was entered */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Profile"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Changed by someone else */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteProfile: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Removed */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such profile */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A machine still uses it */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listEvents: {
    parameters: {
      query?: {
        /** @description Only events with a higher id; the cursor of a list is such an id */
        after?: number;
        /** @description Instead of after: only so many of the newest */
        last?: number;
        /** @description Most items on a page */
        limit?: number;
      };
      header?: {
        /** @description Stream only: go on behind this event (wins over after) */
        "Last-Event-ID"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page, oldest first; or the stream. Its messages: `event` (an Event, with its id) and `run` (a Run whose bytes or stage moved, without an id: it is a state, not history) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["EventList"];
          "text/event-stream": string;
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many streams are open */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  exportMachines: {
    parameters: {
      query?: {
        /** @description Only machines with this profile */
        profile?: string;
        /** @description prometheus.json: the port of the machines' exporter */
        port?: number;
        /** @description netbox.csv: a site that NetBox has */
        site?: string;
      };
      header?: never;
      path: {
        format:
          "ansible.yaml" | "ansible.json" | "ssh-config" | "machines.csv" | "hosts" | "prometheus.json" | "netbox.csv";
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The text, as a file */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/plain": string;
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  importDhcpConfig: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfigImport"];
      };
    };
    responses: {
      /** @description What was understood and done, and every line that was not */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ConfigImported"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is no such file */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  makeBackup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BackupInput"];
      };
    };
    responses: {
      /** @description The file (tar.zst) */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/zstd": string;
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  putRestoreFile: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What it is */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ReceivedBackup"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It cannot be used; the detail says why */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  restoreBackup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RestoreInput"];
      };
    };
    responses: {
      /** @description It starts again now */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Restarting"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The token is missing or wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No token is set, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No backup was sent */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The passphrase is wrong; nothing was changed */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tokens came from this address */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is alive */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Health"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is not well */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Health"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getReadiness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It serves */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Health"];
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It does not serve */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Health"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Prometheus text */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/plain": string;
        };
      };
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Any other failure */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getOpenApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OpenAPI 3.1 */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": Record<string, never>;
        };
      };
    };
  };
}
