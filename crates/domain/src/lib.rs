//! The words and rules of Hongwang: ids, units, periods, people, policy and the rulebook. No I/O.

pub mod category;
pub mod citizen_id;
pub mod clock;
pub mod id;
pub mod masking;
pub mod naming;
pub mod people;
pub mod period;
pub mod phone;
pub mod policy;
pub mod rulebook;
pub mod text;
pub mod timeline;
pub mod unit;

pub use category::{CategoryId, Level};
pub use citizen_id::CitizenId;
pub use clock::{Clock, FIRST_YEAR_OF_BIRTH, FIRST_YEAR_OF_FACTS};
pub use id::Id;
pub use people::{Membership, Presence, Relation, Sex};
pub use period::Month;
pub use phone::Phone;
pub use policy::{Action, Actor, Role};
pub use rulebook::Rulebook;
pub use unit::{UnitCode, UnitKind, UnitPath};
