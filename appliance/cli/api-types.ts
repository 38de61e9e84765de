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
  "/api/v1/machines/bulk": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Change or forget many machines; it can be undone for ten minutes */
    post: operations["changeMachines"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/machines/import": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How far the import of machines is that is under way */
    get: operations["getImportProgress"];
    put?: never;
    /** Enter and change machines out of a CSV file (the body, text/csv): checked as a whole, then stored */
    post: operations["importMachines"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/arm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Allow machines to be wiped and installed the next time they boot from the network; all of them or none */
    post: operations["armMachines"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/undo/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a change of machines back, within ten minutes and once */
    post: operations["undoChange"];
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
  "/api/v1/runs/stop": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop runs: their machines may no longer be wiped */
    post: operations["stopRuns"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/runs/retry-failed": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Arm anew the machines whose newest run failed, or ended without anybody knowing how */
    post: operations["retryFailedRuns"];
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
  "/api/v1/foreign-servers": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Other DHCP servers on the rack's net */
    get: operations["listForeignServers"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/foreign-servers/probe": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Search for other DHCP servers now; takes eight seconds */
    post: operations["probeForeignServers"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/foreign-servers/{address}/ignore": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** I know this server: serve as if it were not there */
    post: operations["ignoreForeignServer"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the appliance takes part in the network */
    get: operations["getNetwork"];
    /** Say how it takes part; DHCP, TFTP and HTTP follow at once */
    put: operations["putNetwork"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/network/scan": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who answers ARP now, and which range is free; takes one to two seconds */
    get: operations["scanNetwork"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pool-map": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is known of each address of a subnet */
    get: operations["getPoolMap"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings/region": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The appliance's language, time zone and clock */
    get: operations["getRegion"];
    /** Set language and time zone */
    put: operations["putRegion"];
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
    /** Move an image to the trash, where it stays for 7 days or until its room is needed; an import under way ends */
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
    /** Move a profile that no machine uses to the trash, where it stays for 30 days */
    delete: operations["deleteProfile"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tls": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The certificate, what it is for, and the six words of its authority */
    get: operations["getTls"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings/names": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Replace the further names of the appliance; the certificate is issued anew for them */
    put: operations["putNames"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/panel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the touch panel shows of the box itself */
    get: operations["getPanel"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/panel/qr.svg": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The page's address as a QR code */
    get: operations["getQrCode"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/panel/arm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Arm one machine at the touch panel, if the owner allowed that, with the PIN */
    post: operations["armFromPanel"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/settings/panel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the touch panel may do */
    get: operations["getPanelSettings"];
    /** Allow or forbid installs from the touch panel, and set its PIN */
    put: operations["putPanelSettings"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/device/stop-serving": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give no more addresses; installs that are under way go on */
    post: operations["stopServing"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/device/start-serving": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Serve again */
    post: operations["startServing"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/device/restart": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Restart the box */
    post: operations["restartDevice"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/device/power-off": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Power the box off */
    post: operations["powerOffDevice"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/device/set-time": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Set the box's clock, where no time server does */
    post: operations["setDeviceTime"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/device/factory-reset": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Erase everything on the box, secrets first, and start anew */
    post: operations["factoryReset"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/profile-versions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** When each profile was changed last, and by whom */
    get: operations["listNewestProfileVersions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/profiles/{name}/versions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The last fifty versions of a profile, newest first; each save makes one */
    get: operations["listProfileVersions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/profiles/{name}/versions/{number}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One version, and what it changed */
    get: operations["getProfileVersion"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/profiles/{name}/versions/{number}/restore": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make a profile what it was; that is a version too */
    post: operations["restoreProfileVersion"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/trash": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Profiles and images that were removed and can be taken back */
    get: operations["listTrash"];
    put?: never;
    post?: never;
    /** Delete everything in the trash for good, or all of one kind */
    delete: operations["emptyTrash"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/trash/{id}/restore": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take something back out of the trash */
    post: operations["restoreTrash"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/trash/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Delete something for good */
    delete: operations["deleteTrash"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/storage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How full the card is, and with what */
    get: operations["getStorage"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/health-report": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How the appliance itself is: card, memory, heat, power, clock, and how fast it answers */
    get: operations["getHealthReport"];
    put?: never;
    post?: never;
    delete?: never;
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
  "/api/v1/claim": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Become the first owner, with the code that stands on the appliance's screen; https only */
    post: operations["claim"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Begin a session; https only */
    post: operations["signIn"];
    /** End this session */
    delete: operations["signOut"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/session/everywhere": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End every session of one's own account, this one too */
    post: operations["signOutEverywhere"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who may sign in */
    get: operations["listAccounts"];
    put?: never;
    /** Let one more person in */
    post: operations["addAccount"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/me/password": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Change one's own password; all other sessions of the account end */
    post: operations["changeOwnPassword"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/{name}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Take an account away, and its sessions */
    delete: operations["deleteAccount"];
    options?: never;
    head?: never;
    /** Change an account's role or password; with a new password its sessions end */
    patch: operations["changeAccount"];
    trace?: never;
  };
  "/api/v1/tokens": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** API tokens, without the tokens themselves */
    get: operations["listTokens"];
    put?: never;
    /** A token for a program; it is shown this once */
    post: operations["addToken"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke an API token, at once */
    delete: operations["deleteToken"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/audit": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who changed what, newest first; the last 50,000 changes */
    get: operations["listAudit"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/machines/{mac}/trace": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What a machine did while it booted, step by step */
    get: operations["getTrace"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/machines/{mac}/packets": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest packets of a machine, explained */
    get: operations["getPackets"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/machines/{mac}/trace.pcapng": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The newest packets of a machine as a pcapng file, for Wireshark or tcpdump */
    get: operations["getCapture"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/findings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What is wrong just now, why, and what to do */
    get: operations["listFindings"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/doctor/rules": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** All that the boot doctor knows, with help */
    get: operations["listDoctorRules"];
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
  "/api/v1/update": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The version that runs and its slot, what became of the newest update, and files that can be installed */
    get: operations["getUpdate"];
    put?: never;
    /** Write it to the other slot, to be tried at the next restart; how it goes stands in getUpdate */
    post: operations["installUpdate"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/update/check": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Verify a file as a whole and say what it is; nothing is changed */
    post: operations["checkUpdate"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/update/file": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Throw away a file that was sent */
    delete: operations["deleteUpdateFile"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/update/uploads": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Files that are on their way, each with the offset where it goes on */
    get: operations["listUpdateUploads"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/update/uploads/{file}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How much of a file is here */
    get: operations["getUpdateUpload"];
    /** Send an update as it is (curl -T), whole or in slices; when it is whole it is among the files of getUpdate */
    put: operations["putUpdateUpload"];
    post?: never;
    /** Throw away what is here of a file that is on its way */
    delete: operations["deleteUpdateUpload"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/webhooks": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is told what happens; neither whole URLs nor secrets */
    get: operations["listWebhooks"];
    put?: never;
    /** Tell one more */
    post: operations["addWebhook"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/webhooks/deliveries": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What was sent and what waits, newest first; the newest 200 */
    get: operations["listWebhookDeliveries"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/webhooks/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Tell it no more; what waits for it is forgotten */
    delete: operations["deleteWebhook"];
    options?: never;
    head?: never;
    /** Change a webhook; what is absent stays. One that is switched off forgets what waits for it */
    patch: operations["changeWebhook"];
    trace?: never;
  };
  "/api/v1/webhooks/{id}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a test message now, and say what came of it; at most 10 seconds */
    post: operations["testWebhook"];
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
     *       "language": "en",
     *       "words": [
     *         "junior",
     *         "blast",
     *         "benefit",
     *         "local",
     *         "test",
     *         "frown"
     *       ],
     *       "httpsPort": 443
     *     }
     */
    Hello: {
      version: string;
      claimed: boolean;
      setUp: boolean;
      /** @enum {string} */
      language: "en" | "zh";
      /** @description Six words of the authority's key */
      words: string[];
      /** @description Where https answers; absent: nowhere */
      httpsPort?: number;
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
      /** @description The name of its rack */
      rack?: string;
      /** @description Its lowest height unit; 1 is at the bottom */
      unit?: number;
      /** @description Height units that it takes; absent: one */
      height?: number;
      /** @description A person's own words */
      notes?: string;
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
      /** @description The same for all runs that were armed in one go */
      batch?: string;
      armedBy?: string;
    };
    MachinesChange: {
      /** @description All are made, or none */
      changes?: {
        /** @description A MAC address in any common spelling */
        mac: string;
        change: components["schemas"]["MachineChange"];
      }[];
      /** @description Forget these */
      remove?: string[];
    };
    /** @description PATCH: what is absent stays, null takes away. PUT: what is absent is taken away. */
    MachineChange: {
      name?: string | null;
      address?: string | null;
      profile?: string | null;
      vars?: {
        [key: string]: string | number | boolean | string[];
      } | null;
      rack?: string | null;
      unit?: number | null;
      height?: number | null;
      notes?: string | null;
    };
    MachinesChanged: {
      machines: number;
      /** @description POST /api/v1/undo/{id} with it takes the change back, for ten minutes */
      undo: string;
    };
    ImportProgress: {
      /** @enum {string} */
      phase: "none" | "reading" | "storing";
      rows: number;
      stored: number;
    };
    ImportResult: {
      rows: number;
      entered: number;
      changed: number;
      errorCount: number;
      /** @description The first 200; with any of them nothing is stored */
      errors: {
        line: number;
        column?: string;
        text: string;
      }[];
      undo?: string;
    };
    ArmInput: {
      /** @description In the order in which names are given */
      macs: string[];
      /** @description Instead of the profile that each machine has */
      profile?: string;
      /** @description Seconds for which the machines stay armed; absent: armedFor of the configuration */
      window?: number;
      /**
       * @description Names for them, in order
       * @example node-{01..}
       */
      names?: string;
      /**
       * @description Only tell what would become of each
       * @default false
       */
      dryRun: boolean;
      /**
       * @description Arm the others, although some are refused
       * @default false
       */
      skipRefused: boolean;
      /** @description How many machines will be wiped; needed for more than one */
      confirm?: number;
    };
    /** @description What becomes of each machine */
    ArmResult: {
      items: {
        mac: string;
        /** @enum {string} */
        verdict: "ready" | "warning" | "refused";
        /** @description Why it is refused, or what to mind */
        sentences: string[];
        name?: string;
        profile?: string;
        image?: string;
        /** @description The disk whose whole content is lost */
        wipes?: string;
        address?: string;
      }[];
      ready: number;
      refused: number;
      /** @description Those that began; none in a dry run */
      runs: components["schemas"]["Run"][];
    };
    Undone: {
      machines: number;
      /** @description Changed by somebody since; not touched */
      left: string[];
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
    /**
     * @example {
     *       "ids": [
     *         "17"
     *       ]
     *     }
     */
    StopInput: {
      ids: string[];
    };
    StopResult: {
      runs: components["schemas"]["Run"][];
    };
    /**
     * @example {
     *       "ofProfile": "worker",
     *       "confirm": 3
     *     }
     */
    RetryInput: {
      /** @description Only these runs */
      ids?: string[];
      /** @description Only runs of this profile */
      ofProfile?: string;
      /** @description Only runs of this image */
      ofImage?: string;
      /** @description Seconds for which the machines stay armed; absent: armedFor of the configuration */
      window?: number;
      /**
       * @description Only tell what would become of each
       * @default false
       */
      dryRun: boolean;
      /**
       * @description Arm the others, although some are refused
       * @default false
       */
      skipRefused: boolean;
      /** @description How many machines will be wiped; needed for more than one */
      confirm?: number;
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
    ForeignServerList: {
      items: components["schemas"]["ForeignServer"][];
      /**
       * @description How far this appliance gives addresses beside them. serve: as it is set. careful: known machines and those that boot from the network only. wait: nobody yet, the first search runs. silent: nobody, a person has to choose
       * @enum {string}
       */
      standing: "serve" | "careful" | "wait" | "silent";
    };
    /**
     * @example {
     *       "address": "192.168.1.1",
     *       "mac": "3c:84:6a:00:11:22",
     *       "firstSeenAt": "2026-11-21T14:02:11.204Z",
     *       "lastSeenAt": "2026-11-21T14:12:09.871Z",
     *       "offers": "addresses",
     *       "ignored": false
     *     }
     */
    ForeignServer: {
      /**
       * @description Its server identifier (option 54)
       * @example 192.168.1.1
       */
      address: string;
      /** @description Absent when it does not answer ARP here */
      mac?: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      firstSeenAt: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      lastSeenAt: string;
      /**
       * @description boot: only what to boot, no addresses (proxyDHCP)
       * @enum {string}
       */
      offers: "addresses" | "boot";
      /** @description A person has seen it and does not mind */
      ignored: boolean;
    };
    /**
     * @description How the appliance takes part in the network, and what it sees of it
     * @example {
     *       "mode": "server",
     *       "answer": "everyone",
     *       "authoritative": false,
     *       "serveAnyway": false,
     *       "subnets": [
     *         {
     *           "cidr": "10.77.0.0/24",
     *           "pool": "10.77.0.100-10.77.0.199",
     *           "router": "10.77.0.254",
     *           "lease": "12h"
     *         }
     *       ],
     *       "saidBy": "person",
     *       "interface": "eth0",
     *       "address": "10.77.0.1",
     *       "subnet": "10.77.0.0/24",
     *       "carrier": true,
     *       "nameServers": [],
     *       "foreign": []
     *     }
     */
    Network: {
      /** @enum {string} */
      mode: "server" | "proxy" | "off";
      /** @enum {string} */
      answer: "everyone" | "pxe-and-known";
      subnets: {
        /** @example 10.77.0.1 */
        cidr: string;
        pool?: string;
        /** @example 10.77.0.1 */
        router?: string;
        dns?: string[];
        domain?: string;
        lease?: string;
        /** @enum {string} */
        allocation?: "dynamic" | "automatic";
      }[];
      authoritative: boolean;
      serveAnyway: boolean;
      /** @enum {string} */
      saidBy: "file" | "person" | "nobody";
      interface: string;
      /** @example 10.77.0.1 */
      address: string;
      subnet: string;
      carrier: boolean;
      /** @example 10.77.0.1 */
      gateway?: string;
      nameServers: string[];
      foreign: {
        /** @example 10.77.0.1 */
        address: string;
        mac?: string;
        /** Format: date-time */
        firstSeenAt: string;
        /** Format: date-time */
        lastSeenAt: string;
        /** @enum {string} */
        offers: "addresses" | "boot";
        ignored: boolean;
      }[];
    };
    /**
     * @description Replaces the plan as a whole
     * @example {
     *       "mode": "server",
     *       "answer": "everyone",
     *       "authoritative": false,
     *       "serveAnyway": false,
     *       "subnets": [
     *         {
     *           "cidr": "10.77.0.0/24",
     *           "pool": "10.77.0.100-10.77.0.199",
     *           "router": "10.77.0.254",
     *           "lease": "12h"
     *         }
     *       ]
     *     }
     */
    NetworkInput: {
      /** @enum {string} */
      mode: "server" | "proxy" | "off";
      /** @enum {string} */
      answer: "everyone" | "pxe-and-known";
      subnets: {
        /** @example 10.77.0.1 */
        cidr: string;
        pool?: string;
        /** @example 10.77.0.1 */
        router?: string;
        dns?: string[];
        domain?: string;
        lease?: string;
        /** @enum {string} */
        allocation?: "dynamic" | "automatic";
      }[];
      /** @default false */
      authoritative: boolean;
      /** @default false */
      serveAnyway: boolean;
    };
    /**
     * @example {
     *       "first": "10.77.0.1",
     *       "last": "10.77.0.254",
     *       "hosts": []
     *     }
     */
    NetworkScan: {
      /** @example 10.77.0.1 */
      first: string;
      /** @example 10.77.0.1 */
      last: string;
      hosts: {
        /** @example 10.77.0.1 */
        address: string;
        mac: string;
      }[];
      /** @description The largest free range; leftOut: answering hosts that it was cut around */
      suggestion?: {
        /** @example 10.77.0.1 */
        first: string;
        /** @example 10.77.0.1 */
        last: string;
        leftOut: number;
      };
    };
    /**
     * @example {
     *       "subnet": "10.77.0.0/24",
     *       "marks": [
     *         {
     *           "address": "10.77.0.1",
     *           "state": "own"
     *         }
     *       ]
     *     }
     */
    PoolMap: {
      subnet: string;
      pool?: {
        /** @example 10.77.0.1 */
        first: string;
        /** @example 10.77.0.1 */
        last: string;
      };
      marks: {
        /** @example 10.77.0.1 */
        address: string;
        /** @enum {string} */
        state: "own" | "gateway" | "quarantined" | "leased" | "reserved" | "live";
        mac?: string;
        name?: string;
        because?: string;
        /** @description Seconds; absent: no end */
        remaining?: number;
      }[];
    };
    /**
     * @example {
     *       "language": "en",
     *       "timeZone": "Asia/Shanghai",
     *       "now": "2026-11-21T14:02:11.204Z"
     *     }
     */
    Region: {
      /** @enum {string} */
      language: "en" | "zh";
      timeZone: string;
      /**
       * Format: date-time
       * @description The appliance's clock
       */
      now: string;
    };
    /**
     * @example {
     *       "language": "en",
     *       "timeZone": "Asia/Shanghai"
     *     }
     */
    RegionInput: {
      /** @enum {string} */
      language: "en" | "zh";
      timeZone: string;
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
      /** @description Why nothing on it can be listed */
      unreadable?: {
        /** @enum {string} */
        why: "file-system" | "damaged" | "unknown";
        fileSystem?: string;
        text: string;
      };
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
    /**
     * @example {
     *       "words": [
     *         "junior",
     *         "blast",
     *         "benefit",
     *         "local",
     *         "test",
     *         "frown"
     *       ],
     *       "port": 443,
     *       "names": [
     *         "localhost",
     *         "rackseed",
     *         "rackseed.local"
     *       ],
     *       "addresses": [
     *         "10.77.0.1",
     *         "127.0.0.1"
     *       ],
     *       "notBefore": "2026-11-01T00:00:00.000Z",
     *       "notAfter": "2028-10-31T00:00:00.000Z",
     *       "authorityFingerprint": "0B:C7:62:EF",
     *       "extraNames": [],
     *       "fileNames": []
     *     }
     */
    Tls: {
      /** @description Of the authority's key, to compare with the appliance's screen */
      words: string[];
      /** @description Where https answers; absent: nowhere */
      port?: number;
      names: string[];
      addresses: string[];
      /** Format: date-time */
      notBefore: string;
      /** Format: date-time */
      notAfter: string;
      /** @description SHA-256 of the authority's certificate */
      authorityFingerprint: string;
      /** @description Names that a person added */
      extraNames: string[];
      /** @description Names of access.names in the configuration file */
      fileNames: string[];
    };
    HostNames: {
      names: string[];
    };
    /**
     * @example {
     *       "claimed": true,
     *       "setUp": true,
     *       "language": "en",
     *       "version": "0.1.0",
     *       "name": "rackseed",
     *       "address": "10.77.0.1",
     *       "interface": "eth0",
     *       "url": "https://10.77.0.1",
     *       "serving": true,
     *       "paused": false,
     *       "installsAllowed": false,
     *       "concerns": []
     *     }
     */
    Panel: {
      claimed: boolean;
      setUp: boolean;
      /** @enum {string} */
      language: "en" | "zh";
      version: string;
      name: string;
      address: string;
      interface: string;
      url: string;
      code?: string;
      words?: string[];
      serving: boolean;
      paused: boolean;
      installsAllowed: boolean;
      /** @description What docs/health.md explains, the worst first */
      readonly concerns: (
        | "RS_HEALTH_UNDER_VOLTAGE"
        | "RS_HEALTH_WAS_UNDER_VOLTAGE"
        | "RS_HEALTH_THROTTLED"
        | "RS_HEALTH_HOT"
        | "RS_HEALTH_CARD_READ_ONLY"
        | "RS_HEALTH_CARD_FAILING"
        | "RS_HEALTH_CARD_WORN"
        | "RS_HEALTH_CARD_FULL"
        | "RS_HEALTH_CARD_NEARLY_FULL"
        | "RS_HEALTH_MEMORY"
        | "RS_HEALTH_CLOCK"
        | "RS_HEALTH_CLOCK_UNSURE"
        | "RS_HEALTH_SLOW_SYNC"
        | "RS_HEALTH_SLOW_ACK"
        | "RS_HEALTH_BUSY"
      )[];
    };
    PanelArm: {
      /** @description A MAC address in any common spelling */
      mac: string;
      pin: string;
    };
    /**
     * @example {
     *       "allowInstalls": false,
     *       "pinSet": false
     *     }
     */
    PanelSettings: {
      allowInstalls: boolean;
      pinSet: boolean;
    };
    /**
     * @example {
     *       "allowInstalls": true,
     *       "pin": "471147"
     *     }
     */
    PanelSettingsInput: {
      allowInstalls: boolean;
      pin?: string;
    };
    /** @example {} */
    NoInput: Record<string, never>;
    /**
     * @example {
     *       "time": "2026-11-21T15:00:00.000Z"
     *     }
     */
    DeviceTime: {
      /** Format: date-time */
      time: string;
    };
    /**
     * @example {
     *       "confirm": "rackseed"
     *     }
     */
    FactoryReset: {
      /** @description The box's name, typed by a person */
      confirm: string;
    };
    NewestProfileVersions: {
      items: components["schemas"]["ProfileVersion"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "name": "worker",
     *       "number": 4,
     *       "at": "2026-11-21T14:02:11.204Z",
     *       "who": "ann"
     *     }
     */
    ProfileVersion: {
      name: string;
      number: number;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      at: string;
      /** @description An account, a token, or "configuration file" */
      who: string;
    };
    ProfileVersions: {
      items: components["schemas"]["ProfileVersion"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    ProfileVersionFull: {
      name: string;
      number: number;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      at: string;
      /** @description An account, a token, or "configuration file" */
      who: string;
      profile: components["schemas"]["Profile"];
      /** @description The profile as text that can be compared */
      text: string;
      /** @description What turned the version `against` into this one */
      diff?: components["schemas"]["DiffLine"][];
    };
    /** @description One line of a comparison; gap: so many equal lines were left out */
    DiffLine:
      | {
          /** @enum {string} */
          kind: "same" | "added" | "removed";
          text: string;
        }
      | {
          /** @constant */
          kind: "gap";
          lines: number;
        };
    TrashList: {
      items: components["schemas"]["TrashItem"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @description Something that was removed and can be taken back
     * @example {
     *       "id": "3",
     *       "kind": "profile",
     *       "name": "worker",
     *       "at": "2026-11-21T14:02:11.204Z",
     *       "who": "ann",
     *       "bytes": 0,
     *       "daysLeft": 30
     *     }
     */
    TrashItem: {
      id: string;
      /** @enum {string} */
      kind: "profile" | "image";
      name: string;
      /** @description An image's title */
      title?: string;
      /**
       * Format: date-time
       * @example 2026-11-21T14:02:11.204Z
       */
      at: string;
      /** @description Who removed it */
      who: string;
      /** @description What it takes on the card */
      bytes: number;
      /** @description Days of running until it is deleted */
      daysLeft: number;
    };
    /**
     * @example {
     *       "kind": "profile",
     *       "name": "worker"
     *     }
     */
    Restored: {
      /** @enum {string} */
      kind: "profile" | "image";
      name: string;
    };
    /**
     * @description How full the card is, in bytes
     * @example {
     *       "total": 62000000000,
     *       "free": 40000000000,
     *       "reserve": 536870912,
     *       "images": 11000000000,
     *       "uploads": 0,
     *       "trash": 660000000
     *     }
     */
    Storage: {
      total: number;
      free: number;
      reserve: number;
      images: number;
      uploads: number;
      trash: number;
    };
    /** @description How the appliance itself is; what this machine does not tell is absent */
    HealthReport: {
      version: string;
      /** @description Seconds since the appliance started */
      uptime: number;
      serving: boolean;
      readonly problems: string[];
      readonly concerns: {
        /** @description Stable; docs/health.md lists them */
        code: string;
        /** @enum {string} */
        severity: "warning" | "error";
        text: string;
      }[];
      storage: components["schemas"]["Storage"];
      /** @description Bytes */
      memory: {
        own: number;
        total: number;
        available: number;
      };
      /** @description How long the main thread made others wait, last hour at most */
      eventLoop?: components["schemas"]["Latency"];
      /** @description From hearing a REQUEST to sending its ACK, since the start */
      dhcpAck?: components["schemas"]["Latency"];
      /** @description Writing leases so that they survive a power cut */
      leaseSync?: components["schemas"]["Latency"];
      board: {
        model?: string;
        /** @description °C */
        temperature?: number;
        throttling?: {
          readonly now: ("under-voltage" | "frequency-capped" | "throttled" | "soft-temperature-limit")[];
          readonly since: ("under-voltage" | "frequency-capped" | "throttled" | "soft-temperature-limit")[];
          /** @description How often the voltage fell too low since the start */
          drops?: number;
        };
        card?: {
          device: string;
          name?: string;
          readOnly: boolean;
          /** @description That its file system met */
          errors?: number;
          /** @description Percent, as the card itself says */
          lifeUsed?: number;
          /** @enum {string} */
          spare?: "low" | "out";
        };
      };
      time: {
        now: string;
        plausible: boolean;
        synchronised?: boolean;
      };
    };
    /**
     * @description Seconds
     * @example {
     *       "count": 812,
     *       "p50": 0.004,
     *       "p99": 0.021,
     *       "max": 0.11
     *     }
     */
    Latency: {
      count: number;
      p50: number;
      p99: number;
      max: number;
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
     *       "code": "K7QF-2M9X",
     *       "name": "mei",
     *       "password": "seven lamps in the harbour"
     *     }
     */
    ClaimInput: {
      /** @description As it stands on the appliance's screen; case and dashes do not matter */
      code: string;
      name: string;
      password: string;
    };
    /**
     * @example {
     *       "you": {
     *         "kind": "session",
     *         "name": "mei",
     *         "role": "owner"
     *       }
     *     }
     */
    SignedIn: {
      you: {
        /** @constant */
        kind: "session";
        name: string;
        /**
         * @description viewer: looks. operator: machines, runs, images, profiles. owner: everything
         * @enum {string}
         */
        role: "owner" | "operator" | "viewer";
      };
    };
    /**
     * @example {
     *       "name": "mei",
     *       "password": "seven lamps in the harbour"
     *     }
     */
    SignInInput: {
      name: string;
      password: string;
    };
    AccountList: {
      items: components["schemas"]["Account"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "name": "mei",
     *       "role": "owner",
     *       "createdAt": "2026-11-21T14:02:11.204Z"
     *     }
     */
    Account: {
      name: string;
      /**
       * @description viewer: looks. operator: machines, runs, images, profiles. owner: everything
       * @enum {string}
       */
      role: "owner" | "operator" | "viewer";
      createdAt: string;
      lastSignInAt?: string;
    };
    /**
     * @example {
     *       "name": "wei",
     *       "password": "seven lamps in the harbour",
     *       "role": "operator"
     *     }
     */
    AccountInput: {
      name: string;
      password: string;
      /**
       * @description viewer: looks. operator: machines, runs, images, profiles. owner: everything
       * @enum {string}
       */
      role: "owner" | "operator" | "viewer";
    };
    /**
     * @example {
     *       "current": "seven lamps in the harbour",
     *       "password": "nine kites over Wuhan"
     *     }
     */
    OwnPasswordInput: {
      current: string;
      password: string;
    };
    /**
     * @example {
     *       "role": "viewer"
     *     }
     */
    AccountChange: {
      /**
       * @description viewer: looks. operator: machines, runs, images, profiles. owner: everything
       * @enum {string}
       */
      role?: "owner" | "operator" | "viewer";
      password?: string;
    };
    ApiTokenList: {
      items: components["schemas"]["ApiToken"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "id": "2f1c0a9b8d7e",
     *       "name": "monitoring",
     *       "role": "viewer",
     *       "createdAt": "2026-11-21T14:02:11.204Z",
     *       "createdBy": "mei"
     *     }
     */
    ApiToken: {
      id: string;
      name: string;
      /**
       * @description viewer: looks. operator: machines, runs, images, profiles. owner: everything
       * @enum {string}
       */
      role: "owner" | "operator" | "viewer";
      createdAt: string;
      createdBy: string;
      expiresAt?: string;
      lastUsedAt?: string;
    };
    /**
     * @example {
     *       "name": "monitoring",
     *       "role": "viewer",
     *       "days": 365
     *     }
     */
    ApiTokenInput: {
      name: string;
      /**
       * @description viewer: looks. operator: machines, runs, images, profiles. owner: everything
       * @enum {string}
       */
      role: "owner" | "operator" | "viewer";
      /** @description Days until it ends; absent: it does not */
      days?: number;
    };
    /**
     * @example {
     *       "id": "2f1c0a9b8d7e",
     *       "name": "monitoring",
     *       "role": "viewer",
     *       "createdAt": "2026-11-21T14:02:11.204Z",
     *       "createdBy": "mei",
     *       "token": "rks_…"
     *     }
     */
    FreshApiToken: {
      id: string;
      name: string;
      /**
       * @description viewer: looks. operator: machines, runs, images, profiles. owner: everything
       * @enum {string}
       */
      role: "owner" | "operator" | "viewer";
      createdAt: string;
      createdBy: string;
      expiresAt?: string;
      lastUsedAt?: string;
      /** @description Shown this once; only its hash is kept */
      token: string;
    };
    AuditList: {
      items: components["schemas"]["AuditEntry"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "id": 41,
     *       "at": "2026-11-21T14:02:11.204Z",
     *       "kind": "session",
     *       "who": "mei",
     *       "what": "armMachine",
     *       "target": "/api/v1/machines/52:54:00:77:00:01/arm",
     *       "status": 201,
     *       "address": "10.77.0.100",
     *       "detail": null
     *     }
     */
    AuditEntry: {
      id: number;
      at: string;
      /** @enum {string} */
      kind: "session" | "token" | "file" | "panel" | "nobody";
      /** @description The account's or the token's name; empty: nobody had signed in */
      who: string;
      /** @description The operationId */
      what: string;
      /** @description The path */
      target: string;
      status: number | null;
      address: string | null;
      detail: string | null;
    };
    /** @description The newest boots of a machine, newest first */
    Trace: {
      boots: components["schemas"]["TraceBoot"][];
    };
    TraceBoot: {
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      lastAt: string;
      stages: components["schemas"]["TraceStage"][];
      steps: components["schemas"]["TraceStep"][];
      /** @description Steps that were left out in the middle */
      dropped: number;
    };
    TraceStage: {
      /** @enum {string} */
      name: "address" | "loader" | "kernel" | "installer" | "answers" | "packages" | "restart" | "done";
      /** @enum {string} */
      state: "passed" | "now" | "ahead";
      durationMs?: number;
      bytes: number;
      files: number;
    };
    TraceStep: {
      id: number;
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      kind: "dhcp" | "tftp" | "http" | "answer" | "callback" | "syslog";
      /** @enum {string} */
      verb:
        | "discover"
        | "offer"
        | "request"
        | "ack"
        | "nak"
        | "decline"
        | "release"
        | "unanswered"
        | "fetch"
        | "probe"
        | "missing"
        | "broken"
        | "refused"
        | "answer"
        | "report"
        | "state"
        | "complaint";
      /** @description Names and numbers of the protocol; tokens are left out */
      detail: string;
      /** @enum {string} */
      outcome: "ok" | "retry" | "failed";
      /** @enum {string} */
      role:
        | "address"
        | "loader"
        | "settings"
        | "kernel"
        | "installer"
        | "answers"
        | "packages"
        | "image"
        | "restart"
        | "done"
        | "other";
      bytes?: number;
      /** @description Absent for a packet, and while a transfer goes on */
      durationMs?: number;
      /** @description Since the end of the step before */
      gapMs: number;
      /** @description The transfer goes on */
      open?: boolean;
      /** @description How many files this line stands for */
      files?: number;
      /** @description A reason of the DHCP server, or an HTTP status */
      because?: string;
    };
    /** @description The newest packets of a machine, oldest first; no file data */
    TracePackets: {
      items: components["schemas"]["TracePacket"][];
    };
    TracePacket: {
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      direction: "in" | "out";
      /** @enum {string} */
      protocol: "dhcp" | "tftp";
      /** @example 0.0.0.0:68 */
      from: string;
      to: string;
      length: number;
      /** @description A headline and a line for each field, in English */
      explained: string;
      hex: string;
    };
    /** @description Worst first */
    FindingList: {
      items: components["schemas"]["Finding"][];
    };
    Finding: {
      id: string;
      rule: string;
      code: string;
      /** @enum {string} */
      severity: "info" | "warning" | "error";
      mac?: string;
      run?: string;
      /** Format: date-time */
      since: string;
      texts: {
        en: components["schemas"]["FindingText"];
        zh: components["schemas"]["FindingText"];
      };
      action:
        | {
            /** @constant */
            kind: "link";
            to: string;
          }
        | {
            /** @constant */
            kind: "api";
            /** @enum {string} */
            method: "POST" | "PUT";
            path: string;
          };
      /** @description The page with the raw evidence */
      evidence: string;
      /** @description The help page's name */
      docs: string;
    };
    FindingText: {
      title: string;
      /** @description Most likely first */
      why: string[];
      /** @description The words on the button */
      action: string;
    };
    DoctorRuleList: {
      items: components["schemas"]["DoctorRule"][];
    };
    DoctorRule: {
      id: string;
      code: string;
      /** @enum {string} */
      severity: "info" | "warning" | "error";
      /** @enum {string} */
      about: "machine" | "house";
      texts: {
        en: components["schemas"]["RuleHelp"];
        zh: components["schemas"]["RuleHelp"];
      };
    };
    RuleHelp: {
      name: string;
      help: string[];
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
     *       "supported": true,
     *       "version": "0.1.0",
     *       "slot": "A",
     *       "other": {
     *         "slot": "B",
     *         "version": null
     *       },
     *       "files": []
     *     }
     */
    Update: {
      /** @description false: Rackseed does not run from its own card */
      supported: boolean;
      version: string;
      build?: string;
      /** @enum {string} */
      slot?: "A" | "B";
      /** @description The other slot; version null: nothing in it could start */
      other?: {
        /** @enum {string} */
        slot: "A" | "B";
        version: string | null;
      };
      /** @description The newest update */
      update?: {
        at: string;
        from: {
          /** @enum {string} */
          slot: "A" | "B";
          version: string;
        };
        to: {
          /** @enum {string} */
          slot: "A" | "B";
          version: string;
        };
        /**
         * @description waiting: tried at the next restart; back: it was tried and not kept; lost: it was kept, and does not start any more
         * @enum {string}
         */
        outcome: "writing" | "waiting" | "trial" | "kept" | "back" | "failed" | "lost";
        /** @description why it came to back, failed or lost: a sentence */
        because?: string;
        /** @description the same as a code */
        code?: string;
      };
      doing?: {
        /** @enum {string} */
        what: "asking" | "copying" | "checking" | "writing";
        share: number;
      };
      problem?: {
        code: string;
        text: string;
      };
      /** @description Bundles that were sent, or lie on a stick */
      files: {
        /**
         * @description As the list of files says it
         * @example upload:rackseed-0.2.0-arm64.raucb
         */
        id: string;
        name: string;
        size: number;
        /** @enum {string} */
        from: "upload" | "stick" | "folder";
        stick?: string;
      }[];
    };
    /**
     * @example {
     *       "id": "upload:rackseed-0.2.0-arm64.raucb"
     *     }
     */
    UpdateInput: {
      /**
       * @description As the list of files says it
       * @example upload:rackseed-0.2.0-arm64.raucb
       */
      id: string;
      /** @description yes, typed by a person, for the same or an older version */
      confirm?: string;
    };
    /**
     * @example {
     *       "id": "upload:rackseed-0.2.0-arm64.raucb"
     *     }
     */
    UpdateCheckInput: {
      /**
       * @description As the list of files says it
       * @example upload:rackseed-0.2.0-arm64.raucb
       */
      id: string;
    };
    /**
     * @example {
     *       "id": "upload:rackseed-0.2.0-arm64.raucb",
     *       "version": "0.2.0",
     *       "notes": "Boots faster.",
     *       "order": "newer",
     *       "needsYes": false,
     *       "development": false
     *     }
     */
    UpdateCheck: {
      /**
       * @description As the list of files says it
       * @example upload:rackseed-0.2.0-arm64.raucb
       */
      id: string;
      version: string;
      build?: string;
      /** @description Its release notes, as plain text */
      notes: string;
      /** @enum {string} */
      order: "newer" | "same" | "older";
      /** @description It is installed only with confirm: yes */
      needsYes: boolean;
      signer?: string;
      /** @description Signed with keys that are not secret */
      development: boolean;
    };
    UpdateUploadList: {
      items: components["schemas"]["Upload"][];
    };
    WebhookList: {
      items: components["schemas"]["Webhook"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "id": "2f1c0a9b8d7e",
     *       "name": "rack chat",
     *       "events": [
     *         "runs",
     *         "problems"
     *       ],
     *       "template": "dingtalk",
     *       "language": "zh",
     *       "enabled": true,
     *       "url": "https://chat.example/…",
     *       "hasSecret": true
     *     }
     */
    Webhook: {
      id: string;
      name: string;
      /** @description Up to the host; path and query are as good as a password */
      url: string;
      hasSecret: boolean;
      events: ("runs" | "machines" | "images" | "problems" | "all")[];
      /**
       * @description How the message is written
       * @enum {string}
       */
      template: "generic" | "slack" | "dingtalk" | "wecom" | "feishu";
      /** @enum {string} */
      language: "en" | "zh";
      enabled: boolean;
    };
    /**
     * @example {
     *       "name": "rack chat",
     *       "events": [
     *         "runs",
     *         "problems"
     *       ],
     *       "template": "dingtalk",
     *       "language": "zh",
     *       "enabled": true,
     *       "url": "https://chat.example/hook",
     *       "secret": "seven lamps"
     *     }
     */
    WebhookInput: {
      name: string;
      /**
       * @description Whole, as the chat service shows it; http or https. It is never shown again
       * @example https://chat.example/hook
       */
      url: string;
      /** @description Signs the messages; it is never shown again. null: there is none */
      secret?: string | null;
      events: ("runs" | "machines" | "images" | "problems" | "all")[];
      /**
       * @description How the message is written
       * @default generic
       * @enum {string}
       */
      template: "generic" | "slack" | "dingtalk" | "wecom" | "feishu";
      /**
       * @default en
       * @enum {string}
       */
      language: "en" | "zh";
      /** @default true */
      enabled: boolean;
    };
    WebhookDeliveryList: {
      items: components["schemas"]["WebhookDelivery"][];
      /** @description Cursor of the next page; absent on the last */
      next?: string;
    };
    /**
     * @example {
     *       "id": 41,
     *       "webhook": "2f1c0a9b8d7e",
     *       "name": "rack chat",
     *       "at": "2026-11-21T14:02:11.204Z",
     *       "code": "RS_RUN_STATE",
     *       "text": "node-01 is done.",
     *       "state": "delivered",
     *       "tries": 1,
     *       "status": 200
     *     }
     */
    WebhookDelivery: {
      id: number;
      webhook: string;
      /** @description The webhook's */
      name: string;
      /** @description When it happened */
      at: string;
      code: string;
      text: string;
      /** @enum {string} */
      state: "waiting" | "delivered" | "gave-up" | "dropped";
      tries: number;
      status?: number;
      because?: string;
      /** @description Seconds until the next try, while it waits */
      nextIn?: number;
      endedAt?: string;
    };
    /**
     * @example {
     *       "enabled": false
     *     }
     */
    WebhookChange: {
      name?: string;
      /**
       * @description Whole, as the chat service shows it; http or https. It is never shown again
       * @example https://chat.example/hook
       */
      url?: string;
      /** @description Signs the messages; it is never shown again. null: there is none */
      secret?: string | null;
      events?: ("runs" | "machines" | "images" | "problems" | "all")[];
      /**
       * @description How the message is written
       * @enum {string}
       */
      template?: "generic" | "slack" | "dingtalk" | "wecom" | "feishu";
      /** @enum {string} */
      language?: "en" | "zh";
      enabled?: boolean;
    };
    /**
     * @example {
     *       "ok": false,
     *       "status": 404,
     *       "because": "It answered 404."
     *     }
     */
    WebhookVerdict: {
      ok: boolean;
      /** @description What the receiver answered; absent: nothing */
      status?: number;
      /** @description A sentence: why it failed */
      because?: string;
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
export type MachinesChange = components["schemas"]["MachinesChange"];
export type MachineChange = components["schemas"]["MachineChange"];
export type MachinesChanged = components["schemas"]["MachinesChanged"];
export type ImportProgress = components["schemas"]["ImportProgress"];
export type ImportResult = components["schemas"]["ImportResult"];
export type ArmInput = components["schemas"]["ArmInput"];
export type ArmResult = components["schemas"]["ArmResult"];
export type Undone = components["schemas"]["Undone"];
export type Preview = components["schemas"]["Preview"];
export type AnswerCheck = components["schemas"]["AnswerCheck"];
export type AnswerFindings = components["schemas"]["AnswerFindings"];
export type AnswerFinding = components["schemas"]["AnswerFinding"];
export type AnswerImport = components["schemas"]["AnswerImport"];
export type ImportedAnswer = components["schemas"]["ImportedAnswer"];
export type RunList = components["schemas"]["RunList"];
export type StopInput = components["schemas"]["StopInput"];
export type StopResult = components["schemas"]["StopResult"];
export type RetryInput = components["schemas"]["RetryInput"];
export type RunLog = components["schemas"]["RunLog"];
export type LogLine = components["schemas"]["LogLine"];
export type SubnetList = components["schemas"]["SubnetList"];
export type Subnet = components["schemas"]["Subnet"];
export type LeaseList = components["schemas"]["LeaseList"];
export type Lease = components["schemas"]["Lease"];
export type ForeignServerList = components["schemas"]["ForeignServerList"];
export type ForeignServer = components["schemas"]["ForeignServer"];
export type Network = components["schemas"]["Network"];
export type NetworkInput = components["schemas"]["NetworkInput"];
export type NetworkScan = components["schemas"]["NetworkScan"];
export type PoolMap = components["schemas"]["PoolMap"];
export type Region = components["schemas"]["Region"];
export type RegionInput = components["schemas"]["RegionInput"];
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
export type Tls = components["schemas"]["Tls"];
export type HostNames = components["schemas"]["HostNames"];
export type Panel = components["schemas"]["Panel"];
export type PanelArm = components["schemas"]["PanelArm"];
export type PanelSettings = components["schemas"]["PanelSettings"];
export type PanelSettingsInput = components["schemas"]["PanelSettingsInput"];
export type NoInput = components["schemas"]["NoInput"];
export type DeviceTime = components["schemas"]["DeviceTime"];
export type FactoryReset = components["schemas"]["FactoryReset"];
export type NewestProfileVersions = components["schemas"]["NewestProfileVersions"];
export type ProfileVersion = components["schemas"]["ProfileVersion"];
export type ProfileVersions = components["schemas"]["ProfileVersions"];
export type ProfileVersionFull = components["schemas"]["ProfileVersionFull"];
export type DiffLine = components["schemas"]["DiffLine"];
export type TrashList = components["schemas"]["TrashList"];
export type TrashItem = components["schemas"]["TrashItem"];
export type Restored = components["schemas"]["Restored"];
export type Storage = components["schemas"]["Storage"];
export type HealthReport = components["schemas"]["HealthReport"];
export type Latency = components["schemas"]["Latency"];
export type EventList = components["schemas"]["EventList"];
export type Event = components["schemas"]["Event"];
export type ClaimInput = components["schemas"]["ClaimInput"];
export type SignedIn = components["schemas"]["SignedIn"];
export type SignInInput = components["schemas"]["SignInInput"];
export type AccountList = components["schemas"]["AccountList"];
export type Account = components["schemas"]["Account"];
export type AccountInput = components["schemas"]["AccountInput"];
export type OwnPasswordInput = components["schemas"]["OwnPasswordInput"];
export type AccountChange = components["schemas"]["AccountChange"];
export type ApiTokenList = components["schemas"]["ApiTokenList"];
export type ApiToken = components["schemas"]["ApiToken"];
export type ApiTokenInput = components["schemas"]["ApiTokenInput"];
export type FreshApiToken = components["schemas"]["FreshApiToken"];
export type AuditList = components["schemas"]["AuditList"];
export type AuditEntry = components["schemas"]["AuditEntry"];
export type Trace = components["schemas"]["Trace"];
export type TraceBoot = components["schemas"]["TraceBoot"];
export type TraceStage = components["schemas"]["TraceStage"];
export type TraceStep = components["schemas"]["TraceStep"];
export type TracePackets = components["schemas"]["TracePackets"];
export type TracePacket = components["schemas"]["TracePacket"];
export type FindingList = components["schemas"]["FindingList"];
export type Finding = components["schemas"]["Finding"];
export type FindingText = components["schemas"]["FindingText"];
export type DoctorRuleList = components["schemas"]["DoctorRuleList"];
export type DoctorRule = components["schemas"]["DoctorRule"];
export type RuleHelp = components["schemas"]["RuleHelp"];
export type ConfigImport = components["schemas"]["ConfigImport"];
export type ConfigImported = components["schemas"]["ConfigImported"];
export type ConfigNote = components["schemas"]["ConfigNote"];
export type BackupInput = components["schemas"]["BackupInput"];
export type ReceivedBackup = components["schemas"]["ReceivedBackup"];
export type RestoreInput = components["schemas"]["RestoreInput"];
export type Restarting = components["schemas"]["Restarting"];
export type Update = components["schemas"]["Update"];
export type UpdateInput = components["schemas"]["UpdateInput"];
export type UpdateCheckInput = components["schemas"]["UpdateCheckInput"];
export type UpdateCheck = components["schemas"]["UpdateCheck"];
export type UpdateUploadList = components["schemas"]["UpdateUploadList"];
export type WebhookList = components["schemas"]["WebhookList"];
export type Webhook = components["schemas"]["Webhook"];
export type WebhookInput = components["schemas"]["WebhookInput"];
export type WebhookDeliveryList = components["schemas"]["WebhookDeliveryList"];
export type WebhookDelivery = components["schemas"]["WebhookDelivery"];
export type WebhookChange = components["schemas"]["WebhookChange"];
export type WebhookVerdict = components["schemas"]["WebhookVerdict"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
        /** @description Only these, separated by commas; those that are not there are left out */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  changeMachines: {
    parameters: {
      query?: never;
      header?: {
        /** @description A word of your choice: repeated within an hour, it gives the same answer and does nothing again */
        "Idempotency-Key"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["MachinesChange"];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MachinesChanged"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Two machines cannot have the same */
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
  getImportProgress: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Rows read and stored */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ImportProgress"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  importMachines: {
    parameters: {
      query?: {
        /** @description Only check */
        dryRun?: "true" | "false";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Read; with errors nothing was stored */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ImportResult"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Another import is under way */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The body is not text/csv */
      415: {
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
  armMachines: {
    parameters: {
      query?: never;
      header?: {
        /** @description A word of your choice: repeated within an hour, it gives the same answer and does nothing again */
        "Idempotency-Key"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ArmInput"];
      };
    };
    responses: {
      /** @description The dry run: what would become of each */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ArmResult"];
        };
      };
      /** @description They are armed */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ArmResult"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description One of them cannot be armed, and nothing was done; the detail says why */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description confirm is not the number of machines that will be wiped */
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
  undoChange: {
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
      /** @description What it was before is there again */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Undone"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too late, or undone already */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
        "application/json": {
          /** @description Seconds for which the machines stay armed; absent: armedFor of the configuration */
          window?: number;
        };
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  stopRuns: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["StopInput"];
      };
    };
    responses: {
      /** @description The runs that were open, as they ended */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["StopResult"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  retryFailedRuns: {
    parameters: {
      query?: never;
      header?: {
        /** @description A word of your choice: repeated within an hour, it gives the same answer and does nothing again */
        "Idempotency-Key"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RetryInput"];
      };
    };
    responses: {
      /** @description The dry run: what would become of each */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ArmResult"];
        };
      };
      /** @description They are armed */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ArmResult"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description One of them cannot be armed, and nothing was done; the detail says why */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description confirm is not the number of machines that will be wiped */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  listForeignServers: {
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
          "application/json": components["schemas"]["ForeignServerList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  probeForeignServers: {
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
          "application/json": components["schemas"]["ForeignServerList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  ignoreForeignServer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description An IPv4 address */
        address: string;
      };
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
          "application/json": components["schemas"]["ForeignServerList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such server was seen */
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
  getNetwork: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The plan, and what is seen of the network */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Network"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  putNetwork: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the plan as it was read: a change in between is then not overwritten */
        "If-Match"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NetworkInput"];
      };
    };
    responses: {
      /** @description The plan, and what is seen of the network */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Network"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The configuration file decides */
      409: {
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
  scanNetwork: {
    parameters: {
      query?: {
        /** @description First and last address; absent: the interface's subnet */
        range?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Who answered */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NetworkScan"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getPoolMap: {
    parameters: {
      query: {
        /** @description A subnet of the plan, or the interface's own */
        subnet: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The addresses of which something is known */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PoolMap"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such subnet */
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
  getRegion: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Language and time zone */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Region"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  putRegion: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RegionInput"];
      };
    };
    responses: {
      /** @description Language and time zone */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Region"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description If-Match was given, and the profile is gone */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Changed by someone else: the problem has `current` (its ETag), `theirs`, and a `diff` */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getTls: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The certificate */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Tls"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  putNames: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["HostNames"];
      };
    };
    responses: {
      /** @description The certificate as it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Tls"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getPanel: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Its address, its claim code, its state */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Panel"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getQrCode: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A picture */
      200: {
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  armFromPanel: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PanelArm"];
      };
    };
    responses: {
      /** @description The run */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Not allowed, or a wrong PIN */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong PINs */
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
  getPanelSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The settings */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PanelSettings"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  putPanelSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PanelSettingsInput"];
      };
    };
    responses: {
      /** @description The settings */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PanelSettings"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A PIN is missing */
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
  stopServing: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NoInput"];
      };
    };
    responses: {
      /** @description Stopped */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  startServing: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NoInput"];
      };
    };
    responses: {
      /** @description Serving */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  restartDevice: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NoInput"];
      };
    };
    responses: {
      /** @description It will be done now */
      202: {
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description The operating system does not allow it */
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
  powerOffDevice: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NoInput"];
      };
    };
    responses: {
      /** @description It will be done now */
      202: {
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description The operating system does not allow it */
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
  setDeviceTime: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DeviceTime"];
      };
    };
    responses: {
      /** @description The clock is set */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A time server keeps the clock right */
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
      /** @description The operating system does not allow it */
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
  factoryReset: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["FactoryReset"];
      };
    };
    responses: {
      /** @description It will be done now */
      202: {
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Another name was typed */
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
  listNewestProfileVersions: {
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
          "application/json": components["schemas"]["NewestProfileVersions"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  listProfileVersions: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description next of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        name: string;
      };
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
          "application/json": components["schemas"]["ProfileVersions"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such profile or version */
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
  getProfileVersion: {
    parameters: {
      query?: {
        /** @description The version to compare with */
        against?: number;
      };
      header?: never;
      path: {
        name: string;
        number: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The version */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ProfileVersionFull"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such profile or version */
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
  restoreProfileVersion: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the profile as it was read */
        "If-Match"?: string;
      };
      path: {
        name: string;
        number: number;
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such profile or version */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Changed by someone else */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The image of that version is gone */
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
  listTrash: {
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
          "application/json": components["schemas"]["TrashList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  emptyTrash: {
    parameters: {
      query?: {
        kind?: "profile" | "image";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  restoreTrash: {
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
      /** @description It is back */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Restored"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is not in the trash any more */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Its name is taken by now */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The image of this profile is gone */
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
  deleteTrash: {
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
      /** @description Deleted */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is not in the trash any more */
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
  getStorage: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Bytes */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Storage"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getHealthReport: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The facts of this moment */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["HealthReport"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  listEvents: {
    parameters: {
      query?: {
        /** @description Only events with a higher id; the cursor of a list is such an id */
        after?: number;
        /** @description Instead of after: only so many of the newest */
        last?: number;
        /** @description Instead of after: the newest events with a lower id, for reading back */
        before?: number;
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
      /** @description One page, oldest first; or the stream. Its messages: `event` (an Event, with its id); `run` (a Run whose bytes or stage moved) and `seen` (the MACs of machines that were seen on the wire) come without an id: they are states, not history */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  claim: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ClaimInput"];
      };
    };
    responses: {
      /** @description Signed in: the answer sets the cookie */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SignedIn"];
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
      /** @description The request came over plain http, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Somebody owns it already */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tries; Retry-After says how long to wait */
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
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SignInInput"];
      };
    };
    responses: {
      /** @description Signed in: the answer sets the cookie */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SignedIn"];
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
      /** @description The name or the password is wrong */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The request came over plain http, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tries; Retry-After says how long to wait */
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
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It ended */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A token has no session */
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
  signOutEverywhere: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description They ended */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A token has no session */
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
  listAccounts: {
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
          "application/json": components["schemas"]["AccountList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  addAccount: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AccountInput"];
      };
    };
    responses: {
      /** @description The account */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Account"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The name is taken */
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
  changeOwnPassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["OwnPasswordInput"];
      };
    };
    responses: {
      /** @description Signed in: the answer sets the cookie */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SignedIn"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description A token has no password */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Too many wrong tries; Retry-After says how long to wait */
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
  deleteAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The account's name */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such account */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is the last owner */
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
  changeAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The account's name */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AccountChange"];
      };
    };
    responses: {
      /** @description The account */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Account"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such account */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is the last owner */
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
  listTokens: {
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
          "application/json": components["schemas"]["ApiTokenList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  addToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ApiTokenInput"];
      };
    };
    responses: {
      /** @description The token */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["FreshApiToken"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The name is taken */
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
  deleteToken: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The token's id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It works no more */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such token */
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
  listAudit: {
    parameters: {
      query?: {
        /** @description Most items on a page */
        limit?: number;
        /** @description `next` of the page before */
        cursor?: number;
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
          "application/json": components["schemas"]["AuditList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getTrace: {
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
      /** @description Its newest boots; none when it was not seen lately */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Trace"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getPackets: {
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
      /** @description DHCP, and the packets that steer TFTP */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TracePackets"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getCapture: {
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
      /** @description The capture */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/x-pcapng": string;
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  listFindings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All open findings, worst first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["FindingList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  listDoctorRules: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rules, in the order of a boot */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["DoctorRuleList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      header?: {
        /** @description Before anybody owns the appliance: its claim code, over https */
        "X-Claim-Code"?: string;
      };
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      header?: {
        /** @description Before anybody owns the appliance: its claim code, over https */
        "X-Claim-Code"?: string;
      };
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getUpdate: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As it is now */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Update"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  installUpdate: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateInput"];
      };
    };
    responses: {
      /** @description It began */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Update"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The file is not here any more */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is for another device, older without the typed word, or its data would not fit */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is no update, damaged, not signed, or signed by somebody else; the detail says what */
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
  checkUpdate: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateCheckInput"];
      };
    };
    responses: {
      /** @description What it is */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UpdateCheck"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The file is not here any more */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is for another device, older without the typed word, or its data would not fit */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It is no update, damaged, not signed, or signed by somebody else; the detail says what */
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
  deleteUpdateFile: {
    parameters: {
      query: {
        /** @description As the list of files says it */
        id: string;
      };
      header?: never;
      path?: never;
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The file is not here any more */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description It lies on a stick */
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
  listUpdateUploads: {
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
          "application/json": components["schemas"]["UpdateUploadList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  getUpdateUpload: {
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  putUpdateUpload: {
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
      /** @description The request is not understood */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
      /** @description No update is so large */
      413: {
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
  deleteUpdateUpload: {
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  listWebhooks: {
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
          "application/json": components["schemas"]["WebhookList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  addWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["WebhookInput"];
      };
    };
    responses: {
      /** @description The webhook */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Webhook"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The name is taken, or there are too many */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The URL cannot be used */
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
  listWebhookDeliveries: {
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
          "application/json": components["schemas"]["WebhookDeliveryList"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
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
  deleteWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The webhook's id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone */
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such webhook */
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
  changeWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The webhook's id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["WebhookChange"];
      };
    };
    responses: {
      /** @description The webhook */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Webhook"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such webhook */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The name is taken */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The URL cannot be used */
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
  testWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The webhook's id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What came of it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["WebhookVerdict"];
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
      /** @description Nobody is signed in, and no right token was sent */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description The role is too small, nobody owns the appliance yet, or another site's page asks */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description No such webhook */
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
