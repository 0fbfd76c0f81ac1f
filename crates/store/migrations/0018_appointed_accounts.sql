-- Which account belongs to whom of those who have posts in party groups: what the account may do there follows from the post,
-- and ends with it. No reference to the person: an import that is undone takes its people away, and the link says nothing then.
CREATE TABLE account_persons (
    person_id TEXT {{C}} PRIMARY KEY,
    account_id TEXT {{C}} NOT NULL REFERENCES accounts (id)
);
CREATE INDEX account_persons_by_account ON account_persons (account_id);
CREATE INDEX persons_by_phone ON persons (phone_index);

INSERT INTO account_persons (person_id, account_id)
SELECT p.id, MIN(a.id)
FROM account_roles r
JOIN accounts a ON a.id = r.account_id
JOIN persons p ON p.unit_id = r.unit_id AND p.name = a.name
JOIN appointments o ON o.person_id = p.id AND o.unit_id = r.unit_id AND o.to_day IS NULL
WHERE r.to_day IS NULL
AND ((r.role = 'grid_leader' AND o.role = 'leader') OR (r.role = 'group_member' AND o.role = 'member') OR (r.role = 'volunteer' AND o.role = 'volunteer'))
GROUP BY p.id;
