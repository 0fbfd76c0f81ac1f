//! Tables of the migration of the same name.
#![expect(missing_docs, reason = "columns are described in docs/data-dictionary.md and in their migration")]

diesel::table! {
    subject_requests (id) {
        id -> Text,
        kind -> Text,
        resident_id -> Text,
        unit_id -> Text,
        asked_by -> Text,
        checked_by -> Text,
        asked_on -> Date,
        recorded_by -> Text,
        recorded_at -> Timestamp,
        state -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        hold -> Nullable<Text>,
        closes_at -> Nullable<Timestamp>,
        outcome -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    subject_links (request_id, kind, record_id) {
        request_id -> Text,
        kind -> Text,
        record_id -> Text,
    }
}

diesel::table! {
    consents (id) {
        id -> Text,
        resident_id -> Text,
        purpose -> Text,
        wording -> Integer,
        given_by -> Text,
        way -> Text,
        given_on -> Date,
        recorded_by -> Text,
        recorded_at -> Timestamp,
        withdrawn_on -> Nullable<Date>,
        withdrawal_by -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    erased_subjects (kind, record_id) {
        kind -> Text,
        record_id -> Text,
        erased_at -> Timestamp,
    }
}

diesel::table! {
    erased_counts (unit_id, basis, item, day) {
        unit_id -> Text,
        basis -> Text,
        item -> Text,
        day -> Date,
        delta -> Integer,
    }
}

diesel::table! {
    retention_runs (rule, day) {
        rule -> Text,
        day -> Date,
        ran_at -> Timestamp,
        taken -> Integer,
    }
}
