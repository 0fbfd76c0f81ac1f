-- The audit is followed by time and by account, the latest first; the anchors of a chain are looked up by what was done.
CREATE INDEX audit_entries_by_time ON audit_entries (at, id);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor, at, id);
CREATE INDEX audit_entries_by_action ON audit_entries (action, chain, number);
