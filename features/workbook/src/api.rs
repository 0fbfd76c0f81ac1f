//! Imports for programs: the same actions under the same policy.

mod body;
pub(crate) mod imports;
mod shown;
pub(crate) mod uploads;

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    imports::list,
    imports::take,
    imports::undo,
    imports::blank,
    uploads::show,
    uploads::choose,
    uploads::faults,
    uploads::mend,
    uploads::write,
    uploads::cancel,
    uploads::report,
    uploads::marked
))]
struct Described;

/// The description of this slice's part of the API.
pub(crate) fn describe() -> utoipa::openapi::OpenApi {
    Described::openapi()
}
