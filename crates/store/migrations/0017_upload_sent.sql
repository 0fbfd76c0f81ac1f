-- A digest of what a program sent with its key: the same key with another file is a mistake, and is told so.
ALTER TABLE uploads ADD COLUMN sent TEXT {{C}};
