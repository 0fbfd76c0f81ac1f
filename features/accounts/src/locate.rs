//! Where accounts lie, for the policy of routes.

use hongwang_web::Locate;

use crate::queries::path_of_account;

/// `{account}` is an account's id; it lies at the unit that keeps it.
pub const ACCOUNT: Locate = Locate { param: "account", find: path_of_account };
