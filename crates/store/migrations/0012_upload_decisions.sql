-- Who decided last how an upload is read, so that somebody who decides over an older page is told; and from where it was
-- asked to be written, so that the audit names that and not the service.
ALTER TABLE uploads ADD COLUMN source TEXT {{C}};
ALTER TABLE uploads ADD COLUMN decided_by TEXT {{C}};
ALTER TABLE uploads ADD COLUMN decided_at TIMESTAMP;
