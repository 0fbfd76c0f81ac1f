//! A resident's rights: to see, to put right, to have erased, to agree and to withdraw; and what each night takes away.
#![allow(unused_must_use, reason = "an answer that was asserted has said what it had to")]

mod erasure;
mod retention;
mod rights;
mod tables;
