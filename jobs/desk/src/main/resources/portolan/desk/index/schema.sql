-- Times are milliseconds since 1970, UTC; lanes are ranks, 0 the strictest.
CREATE TABLE position (
  topic TEXT NOT NULL, partition INTEGER NOT NULL, next INTEGER NOT NULL,
  PRIMARY KEY (topic, partition)) WITHOUT ROWID;

-- One row a consignment: what a list shows of it. The first columns are of its filings, then of the latest
-- assessment, then what follows from alerts, steps, decisions and outcomes. The lane is the stricter one of the latest
-- assessment's and of those of the alerts that stand: an alert outlives an assessment of what another filer claims.
CREATE TABLE consignment (
  id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, key TEXT NOT NULL, touched INTEGER NOT NULL,
  mode TEXT, means TEXT, voyage TEXT, due_day TEXT, trip TEXT, withdrawn INTEGER NOT NULL DEFAULT 0,
  assessment TEXT, version INTEGER, ordered_at INTEGER, filed_at INTEGER, assessed_lane INTEGER, selected_by TEXT,
  threat TEXT, score REAL, ruleset TEXT, due INTEGER, goods TEXT, route TEXT, shipper TEXT, consignee TEXT,
  office TEXT, conveyance TEXT, arrival INTEGER, boxes INTEGER NOT NULL DEFAULT 0, reasons TEXT, rules TEXT,
  strictest INTEGER, strictest_at INTEGER, strictest_drawn INTEGER, drawn_at INTEGER,
  alerted_lane INTEGER NOT NULL DEFAULT 3, lane INTEGER AS (min(assessed_lane, alerted_lane)),
  alerted TEXT, urgent INTEGER NOT NULL DEFAULT 0, opened_at INTEGER, changed_at INTEGER,
  step_kind TEXT, worker TEXT, snoozed_until INTEGER, noted_at INTEGER,
  action TEXT, decided_by TEXT, decided_at INTEGER, under_way INTEGER NOT NULL DEFAULT 0, parked INTEGER NOT NULL DEFAULT 0, proposed TEXT, proposed_by TEXT,
  outcome TEXT, outcome_at INTEGER, open INTEGER NOT NULL DEFAULT 0, unreported TEXT,
  UNIQUE (tenant, key));
CREATE INDEX open_consignment ON consignment (lane, score DESC) WHERE open = 1;
CREATE INDEX due_consignment ON consignment (due) WHERE open = 1;
CREATE INDEX proposed_consignment ON consignment (id) WHERE proposed IS NOT NULL;
CREATE INDEX unreported_consignment ON consignment (id) WHERE unreported IS NOT NULL;
CREATE INDEX consignment_by_trip ON consignment (trip) WHERE trip IS NOT NULL;
CREATE INDEX consignment_by_arrival ON consignment (arrival) WHERE trip IS NOT NULL;
CREATE INDEX consignment_by_day ON consignment (strictest_at, office, strictest, strictest_drawn);
CREATE INDEX decided_consignment ON consignment (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX examined_consignment ON consignment (outcome_at) WHERE outcome IS NOT NULL;
CREATE INDEX consignment_by_touch ON consignment (touched);

-- What was read about a consignment, as it was written; deflated where size is not null.
CREATE TABLE record (
  id INTEGER PRIMARY KEY, consignment INTEGER NOT NULL, kind TEXT NOT NULL, partition INTEGER NOT NULL,
  "offset" INTEGER NOT NULL, at INTEGER NOT NULL, name TEXT NOT NULL, size INTEGER, bytes BLOB NOT NULL,
  UNIQUE (consignment, kind, partition, "offset"));

-- Numbers, names and places by which consignments are found, and which they share.
CREATE TABLE identity (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL, UNIQUE (value, kind));
CREATE TABLE link (
  identity INTEGER NOT NULL, consignment INTEGER NOT NULL, role TEXT NOT NULL, seat INTEGER NOT NULL,
  PRIMARY KEY (identity, consignment, role, seat)) WITHOUT ROWID;
CREATE INDEX link_by_consignment ON link (consignment);

-- For which consignments a photograph was given, and when first.
CREATE TABLE photo (
  hash TEXT NOT NULL, tenant TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (hash, tenant, key)) WITHOUT ROWID;

-- What was told of deadlines, so that it is not told again.
CREATE TABLE told (
  tenant TEXT NOT NULL, key TEXT NOT NULL, due INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (tenant, key, due, kind)) WITHOUT ROWID;

CREATE TABLE report (
  trip TEXT NOT NULL, place TEXT NOT NULL, tenant TEXT NOT NULL, at INTEGER NOT NULL, mode TEXT, name TEXT,
  voyage TEXT, due INTEGER, arrived INTEGER, PRIMARY KEY (tenant, trip, place)) WITHOUT ROWID;
CREATE TABLE lane_count (
  tenant TEXT NOT NULL, office TEXT NOT NULL, weekday INTEGER NOT NULL, lane INTEGER NOT NULL, day INTEGER NOT NULL,
  budget INTEGER, PRIMARY KEY (tenant, office, weekday, lane)) WITHOUT ROWID;
CREATE TABLE audit (
  "offset" INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, detail TEXT NOT NULL);
CREATE INDEX audit_by_action ON audit (who, action, "offset");
CREATE INDEX audit_by_subject ON audit (subject, "offset");
CREATE TABLE unreadable (topic TEXT PRIMARY KEY, count INTEGER NOT NULL, last TEXT NOT NULL) WITHOUT ROWID;
