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

/// What the word in an operation's security means.
const REACH: &str = "A personal access token. How far it reaches was chosen when it was made: `everything` that its account may \
    do, `reading` alone, or the ledger's `counts` alone. Each operation names the shortest reach that is enough; `counts` is \
    enough to be told who one is. A token never reaches further than its account.";

/// The whole description.
pub fn describe(slices: &[Slice]) -> OpenApi {
    let mut whole = Shell::openapi();
    for describe in slices.iter().filter_map(|slice| slice.openapi) {
        whole.merge(describe());
    }
    let components = whole.components.get_or_insert_default();
    let mut bearer = Http::new(HttpAuthScheme::Bearer);
    bearer.description = Some(REACH.to_owned());
    components.add_security_scheme(TOKEN, SecurityScheme::Http(bearer));
    common::add(&mut whole, &crate::routes(slices));
    whole.security = Some(vec![SecurityRequirement::new(TOKEN, Vec::<String>::new())]);
    whole
}

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", responses((status = 200, description = "The description of the API")))]
pub(crate) fn show(ask: &Ask) -> Result<Reply, Fault> {
    Ok(Reply::json(&describe(&ask.app.slices)))
}
