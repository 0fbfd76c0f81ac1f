//! A resident's rights: to see, to put right, to have erased, to agree and to withdraw; and what each night takes away.

mod erasure;
mod rights;
mod tables;
