//! The tree of units — county, town, village, grid — and who does what in it.

mod api;
mod change;
mod doctor;
mod linked;
pub mod locate;
pub mod masked;
pub mod pages;
pub mod queries;
mod reveal;
mod routes;
pub mod rows;
pub mod setup;
pub mod subject;
mod town;
pub mod undo;

pub use change::{GroupChange, Hidden, UnitChange, UnitChangeError, change_unit};
pub use doctor::complaints;
pub use linked::{
    LinkedChange, LinkedError, LinkedKind, LinkedOrganisation, change_linked, end_linked, link, reveal_contact,
};
pub use reveal::{Look, Reason, Seen, look, not_there, reveal_phone};
pub use rows::{Appointment, Hamlet, LeaderBasis, PartyBody, PartyGroup, Person, Team, Unit};
pub use town::{Roster, TownDraft};

/// The slice's declaration.
pub fn slice() -> hongwang_web::Slice {
    hongwang_web::Slice::new("organisation")
        .routes(routes::routes())
        .nav(pages::nav)
        .home(pages::home)
        .openapi(api::describe)
        .doctor(doctor::complaints)
        .subject(subject::SUBJECT)
        .serves(&[
            ("SCOPE-1", "/units"),
            ("ORG-2", "/units"),
            ("ORG-3", "/units"),
            ("ORG-4", "/units"),
            ("ORG-7", "/organisations"),
        ])
}
