-- Workbooks that somebody handed in, for the day that they are kept. The content lies beside them, in sealed parts, so
-- that a step of progress does not write the file anew. The path is the town's; the county's while the town is not
-- there. An import has the id of its upload.
CREATE TABLE uploads (
    id TEXT {{C}} PRIMARY KEY,
    unit_path TEXT {{C}} NOT NULL,
    town_code TEXT {{C}} NOT NULL,
    town_name TEXT,
    actor TEXT {{C}} NOT NULL,
    role TEXT {{C}} NOT NULL,
    actor_path TEXT {{C}} NOT NULL,
    request_key TEXT {{C}} NOT NULL,
    language TEXT {{C}} NOT NULL,
    file_name {{BYTES}},
    corrections {{BYTES}},
    size INTEGER NOT NULL,
    received_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    state TEXT {{C}} NOT NULL,
    choices TEXT NOT NULL,
    summary TEXT {{C}} NOT NULL,
    fault TEXT {{C}},
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    cancelled BOOLEAN NOT NULL,
    runner TEXT {{C}},
    lease_until TIMESTAMP,
    version INTEGER NOT NULL,
    UNIQUE (actor, request_key)
);
CREATE INDEX uploads_by_path ON uploads (unit_path, received_at);

CREATE TABLE upload_parts (
    upload_id TEXT {{C}} NOT NULL REFERENCES uploads (id),
    kind TEXT {{C}} NOT NULL,
    part INTEGER NOT NULL,
    content {{BYTES}} NOT NULL,
    PRIMARY KEY (upload_id, kind, part)
);
