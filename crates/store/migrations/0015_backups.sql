-- Backups that were made here: when, how large, and whether the file could be restored. They belong to this place, and go
-- into no backup themselves. The id of one by schedule is its day and attempt, so that two machines make one.
CREATE TABLE backups (
    id TEXT {{C}} PRIMARY KEY,
    is_scheduled BOOLEAN NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    file TEXT {{C}},
    bytes BIGINT,
    row_count BIGINT,
    fault TEXT {{C}},
    tried_at TIMESTAMP,
    try_fault TEXT {{C}},
    removed_at TIMESTAMP
);
CREATE INDEX backups_by_time ON backups (started_at);
