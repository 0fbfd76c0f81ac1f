-- What residents ask about what is stored of them, their consents, who was erased, and what each night took away.
-- No row names anybody: the resident is an id that says nothing once the record is gone, and is no foreign key.
CREATE TABLE subject_requests (
    id TEXT {{C}} PRIMARY KEY,
    kind TEXT {{C}} NOT NULL,
    resident_id TEXT {{C}} NOT NULL,
    unit_id TEXT {{C}} NOT NULL,
    asked_by TEXT {{C}} NOT NULL,
    checked_by TEXT {{C}} NOT NULL,
    asked_on DATE NOT NULL,
    recorded_by TEXT {{C}} NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    state TEXT {{C}} NOT NULL,
    decided_by TEXT {{C}},
    decided_at TIMESTAMP,
    hold TEXT {{C}},
    closes_at TIMESTAMP,
    outcome TEXT {{C}},
    version INTEGER NOT NULL
);
CREATE INDEX subject_requests_by_unit ON subject_requests (unit_id, recorded_at);
CREATE INDEX subject_requests_by_resident ON subject_requests (resident_id);

-- Other records of the same person, as whoever recorded the request and whoever decided it both confirmed.
CREATE TABLE subject_links (
    request_id TEXT {{C}} NOT NULL REFERENCES subject_requests (id),
    kind TEXT {{C}} NOT NULL,
    record_id TEXT {{C}} NOT NULL,
    PRIMARY KEY (request_id, kind, record_id)
) {{WITHOUT_ROWID}};

CREATE TABLE consents (
    id TEXT {{C}} PRIMARY KEY,
    resident_id TEXT {{C}} NOT NULL,
    purpose TEXT {{C}} NOT NULL,
    wording INTEGER NOT NULL,
    given_by TEXT {{C}} NOT NULL,
    way TEXT {{C}} NOT NULL,
    given_on DATE NOT NULL,
    recorded_by TEXT {{C}} NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    withdrawn_on DATE,
    withdrawal_by TEXT {{C}},
    version INTEGER NOT NULL
);
CREATE INDEX consents_by_resident ON consents (resident_id, purpose);

-- Ids alone: a backup that is restored forgets them again.
CREATE TABLE erased_subjects (
    kind TEXT {{C}} NOT NULL,
    record_id TEXT {{C}} NOT NULL,
    erased_at TIMESTAMP NOT NULL,
    PRIMARY KEY (kind, record_id)
) {{WITHOUT_ROWID}};

-- What those who were erased still add to the counts of past days, all of them together.
CREATE TABLE erased_counts (
    unit_id TEXT {{C}} NOT NULL,
    basis TEXT {{C}} NOT NULL,
    item TEXT {{C}} NOT NULL,
    day DATE NOT NULL,
    delta INTEGER NOT NULL,
    PRIMARY KEY (unit_id, basis, item, day)
) {{WITHOUT_ROWID}};

CREATE TABLE retention_runs (
    rule TEXT {{C}} NOT NULL,
    day DATE NOT NULL,
    ran_at TIMESTAMP NOT NULL,
    taken INTEGER NOT NULL,
    PRIMARY KEY (rule, day)
) {{WITHOUT_ROWID}};
