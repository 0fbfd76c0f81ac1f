//! The tables, one module per slice.

pub mod accounts;
pub mod backup;
pub mod ledger;
pub mod organisation;
pub mod privacy;
pub mod registry;
pub mod store;
pub mod workbook;

use self::accounts::{account_roles, accounts as all_accounts, sessions, tokens};
use self::ledger::{declared_figures, ledger_snapshot_names, ledger_snapshots};
use self::privacy::subject_requests;
use self::store::{audit_entries, audit_records, unit_sequences};
use diesel::allow_tables_to_appear_in_same_query as joined;
use organisation::{appointments, hamlets, linked_organisations, party_groups, persons, units};
use registry::{absences, count_deltas, household_places, households, memberships, party_memberships, residents};

// Only the pairs that are really joined: each costs compile time.
joined!(units, count_deltas);
joined!(units, declared_figures);
joined!(units, unit_sequences);
joined!(units, party_groups);
joined!(units, appointments);
joined!(units, persons);
joined!(units, linked_organisations);
joined!(persons, appointments);
joined!(units, households);
joined!(households, household_places);
joined!(residents, memberships);
joined!(memberships, absences);
joined!(residents, absences);
joined!(household_places, absences);
joined!(households, absences);
joined!(units, absences);
joined!(units, household_places);
joined!(units, memberships);
joined!(units, residents);
joined!(household_places, memberships);
joined!(household_places, residents);
joined!(households, memberships);
joined!(households, residents);
joined!(sessions, all_accounts);
joined!(tokens, all_accounts);
joined!(units, account_roles);
joined!(units, all_accounts);
joined!(units, hamlets);
joined!(household_places, hamlets);
joined!(residents, party_memberships);
joined!(audit_entries, audit_records);
joined!(units, audit_entries);
joined!(units, subject_requests);
joined!(ledger_snapshots, ledger_snapshot_names);
