# The page of the standard. A clause with standard-partly-<clause> is served in part; the sentence says what is there and what is not.

standard-lede = The standard has { $total } clauses; this release serves { $served } of them, and a part of { $partly } more.
standard-partly = in part

standard-partly-SCOPE-1 = Organisation, households and the managing ledger are there; visits, meetings, services and reviews are not yet.
standard-partly-ORG-2 = Party groups, leaders, members and the day of founding are recorded; who convened it and which branch approved is not yet.
standard-partly-ORG-3 = The volunteers of each grid are recorded and shown; several teams in a grid are not yet.
standard-partly-MEM-2 = People, households and organisations are recorded; places, facilities and events are not yet.
standard-partly-REQ-5 = People, households, the services they receive and organisations are recorded; places, facilities and events are not yet.
standard-partly-REQ-8 = The managing ledger is there, live and filed at each month's end; the work ledgers of visits, disputes, hazards, care and activities are not yet.
