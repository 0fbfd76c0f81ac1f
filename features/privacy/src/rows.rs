//! The records of this slice, as the tables hold them. None names anybody.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use hongwang_domain::people::database_text;
use hongwang_store::schema::privacy::{consents, subject_requests};
use serde::{Deserialize, Serialize};

/// What somebody asked about what is stored of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = subject_requests, treat_none_as_null = true)]
pub struct SubjectRequest {
    /// The id.
    pub id: String,
    /// A [`Kind`] as text.
    pub kind: String,
    /// The resident; an id that says nothing once the record is gone.
    pub resident_id: String,
    /// The unit to which the resident belonged when it was asked.
    pub unit_id: String,
    /// An [`Asker`] as text.
    pub asked_by: String,
    /// A [`Proof`] as text: how it was made sure who asks.
    pub checked_by: String,
    /// The day on which it was asked.
    pub asked_on: NaiveDate,
    /// The account that recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: NaiveDateTime,
    /// A [`State`] as text.
    pub state: String,
    /// The account that decided it: never the one that recorded it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<NaiveDateTime>,
    /// What stands against it, by the rulebook's id.
    pub hold: Option<String>,
    /// Until when the released page can be opened.
    pub closes_at: Option<NaiveDateTime>,
    /// What came of it: why it was refused, or counts.
    pub outcome: Option<String>,
    /// How often it was written.
    pub version: i32,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everything that is stored, as one page.
    Page,
    /// That something is put right.
    Correction,
    /// That everything is erased.
    Erasure,
}

database_text!(Kind { Page => "page", Correction => "correction", Erasure => "erasure" });

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The person.
    Myself,
    /// The guardian of a child, or of somebody who can't ask.
    Guardian,
}

database_text!(Asker { Myself => "self", Guardian => "guardian" });

/// How it was made sure who asks. What was shown is never copied, nor its number written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// 身份证
    IdCard,
    /// 户口簿
    HouseholdBook,
    /// 监护关系的证明
    Guardianship,
    /// 上门当面
    AtHome,
}

database_text!(Proof {
    IdCard => "id_card",
    HouseholdBook => "household_book",
    Guardianship => "guardianship",
    AtHome => "at_home",
});

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for the second person.
    Open,
    /// The page can be opened until the day it closes.
    Released,
    /// Everything is erased; the engine's own remains are being cleaned away.
    Forgotten,
    /// It was done.
    Done,
    /// The second person refused it.
    Refused,
    /// A law stands against it.
    Held,
    /// Whoever asked took it back.
    TakenBack,
}

database_text!(State {
    Open => "open",
    Released => "released",
    Forgotten => "forgotten",
    Done => "done",
    Refused => "refused",
    Held => "held",
    TakenBack => "taken_back",
});

/// Why the second person refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not sure that it was the person.
    NotSure,
    /// Whoever asked is not the guardian.
    NotGuardian,
    /// The records that were linked are of somebody else.
    OtherPerson,
}

database_text!(Refusal { NotSure => "not_sure", NotGuardian => "not_guardian", OtherPerson => "other_person" });

impl SubjectRequest {
    /// The kind, typed; of a text that is none of ours the one that shows least.
    pub fn kind(&self) -> Kind {
        Kind::from_text(&self.kind).unwrap_or(Kind::Correction)
    }

    /// The state, typed.
    pub fn state(&self) -> State {
        State::from_text(&self.state).unwrap_or(State::TakenBack)
    }

    /// Whether the page can be opened now.
    pub fn is_open_at(&self, now: NaiveDateTime) -> bool {
        self.kind() == Kind::Page && self.state() == State::Released && self.closes_at.is_some_and(|until| now < until)
    }
}

/// A consent: to what, by whom and how it was given, and since when it is withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = consents, treat_none_as_null = true)]
pub struct Consent {
    /// The id.
    pub id: String,
    /// The resident.
    pub resident_id: String,
    /// The rulebook's purpose.
    pub purpose: String,
    /// Which wording of the text was read.
    pub wording: i32,
    /// An [`Asker`] as text.
    pub given_by: String,
    /// A [`Way`] as text.
    pub way: String,
    /// The day on which it was given.
    pub given_on: NaiveDate,
    /// The account that recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: NaiveDateTime,
    /// The day from which it holds no more.
    pub withdrawn_on: Option<NaiveDate>,
    /// The account that recorded that.
    pub withdrawal_by: Option<String>,
    /// How often it was written.
    pub version: i32,
}

/// How consent was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// On paper, signed.
    Paper,
    /// By phone.
    Phone,
    /// In person, the text read aloud.
    InPerson,
}

database_text!(Way { Paper => "paper", Phone => "phone", InPerson => "in_person" });

hongwang_store::record!(SubjectRequest, subject_requests, "subject_request");
hongwang_store::record!(Consent, consents, "consent");
