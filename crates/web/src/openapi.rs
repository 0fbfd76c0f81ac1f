//! The description of the API, put together from what the slices describe.

mod common;

use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};

use crate::ask::Ask;
use crate::fault::Fault;
use crate::reply::Reply;
use crate::slice::Slice;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Hongwang", description = "Grid work of a county's towns: units, households, imports, the ledger."),
    paths(crate::health::show, crate::standard::api, crate::system::api, show),
    components(schemas(crate::problem::Problem, crate::problem::FieldFault, crate::problem::Version))
)]
struct Shell;

/// The name under which the description calls a personal access token.
const TOKEN: &str = "token";

/// The whole description.
pub fn describe(slices: &[Slice]) -> OpenApi {
    let mut whole = Shell::openapi();
    for describe in slices.iter().filter_map(|slice| slice.openapi) {
        whole.merge(describe());
    }
    let components = whole.components.get_or_insert_default();
    components.add_security_scheme(TOKEN, SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    common::add(&mut whole, &crate::routes(slices));
    whole.security = Some(vec![SecurityRequirement::new(TOKEN, Vec::<String>::new())]);
    whole
}

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", responses((status = 200, description = "The description of the API")))]
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&describe(&ask.app.slices)))
}
