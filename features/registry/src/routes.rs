//! The pages and the API of this slice.

use axum::http::Method;
use hongwang_domain::Action::{ChangeRegistry, ReadRegistry, RevealCitizenId, RevealPhone};
use hongwang_organisation::locate::UNIT;
use hongwang_web::Policy::{At, Somewhere};
use hongwang_web::Route;

use crate::locate::{HOUSEHOLD, RESIDENT};
use crate::{api, pages};

pub(crate) fn routes() -> Vec<Route> {
    pages().into_iter().chain(programs()).collect()
}

fn pages() -> Vec<Route> {
    let (get, post) = (Method::GET, Method::POST);
    let page = Route::page;
    let (of_home, of_resident) = (At(ChangeRegistry, HOUSEHOLD), At(ChangeRegistry, RESIDENT));
    vec![
        page(get.clone(), "/households", Somewhere(ReadRegistry), pages::list::choose),
        page(get.clone(), "/units/{unit}/households", At(ReadRegistry, UNIT), pages::list::show),
        page(get.clone(), "/units/{unit}/households/new", At(ChangeRegistry, UNIT), pages::new_household::show),
        page(post.clone(), "/units/{unit}/households/new", At(ChangeRegistry, UNIT), pages::new_household::create),
        page(get.clone(), "/households/{household}", At(ReadRegistry, HOUSEHOLD), pages::household::show),
        page(get.clone(), "/households/{household}/edit", of_home, pages::edit_household::show),
        page(post.clone(), "/households/{household}/edit", of_home, pages::edit_household::save),
        page(get.clone(), "/households/{household}/residents/new", of_home, pages::new_resident::show),
        page(post.clone(), "/households/{household}/residents/new", of_home, pages::new_resident::create),
        page(get.clone(), "/residents/{resident}/edit", of_resident, pages::edit_resident::show),
        page(post.clone(), "/residents/{resident}/edit", of_resident, pages::edit_resident::save),
        page(get.clone(), "/residents/{resident}/leave", of_resident, pages::farewell::show),
        page(post.clone(), "/residents/{resident}/leave", of_resident, pages::farewell::save),
        page(get.clone(), "/residents/{resident}/move", of_resident, pages::move_resident::show),
        page(post.clone(), "/residents/{resident}/move", of_resident, pages::move_resident::save),
        page(get.clone(), "/residents/{resident}/return", of_resident, pages::return_home::show),
        page(post.clone(), "/residents/{resident}/return", of_resident, pages::return_home::save),
        page(post.clone(), "/residents/{resident}/take-back", of_resident, pages::return_home::take_back),
        page(get.clone(), "/residents/{resident}/phone", At(RevealPhone, RESIDENT), pages::reveal::ask_phone),
        page(post.clone(), "/residents/{resident}/phone", At(RevealPhone, RESIDENT), pages::reveal::show_phone),
        page(get.clone(), "/residents/{resident}/citizen-id", At(RevealCitizenId, RESIDENT), pages::reveal::ask_id),
        page(post.clone(), "/residents/{resident}/citizen-id", At(RevealCitizenId, RESIDENT), pages::reveal::show_id),
        page(get, "/find", Somewhere(ReadRegistry), pages::find::show),
        page(post, "/find", Somewhere(ReadRegistry), pages::find::look),
    ]
}

fn programs() -> Vec<Route> {
    let (get, post, put) = (Method::GET, Method::POST, Method::PUT);
    let api = Route::api;
    let (of_home, of_resident) = (At(ChangeRegistry, HOUSEHOLD), At(ChangeRegistry, RESIDENT));
    vec![
        api(get.clone(), "/api/v1/units/{unit}/households", At(ReadRegistry, UNIT), api::list),
        api(post.clone(), "/api/v1/units/{unit}/households", At(ChangeRegistry, UNIT), api::create),
        api(get, "/api/v1/households/{household}", At(ReadRegistry, HOUSEHOLD), api::household),
        api(put.clone(), "/api/v1/households/{household}", of_home, api::change_home),
        api(post.clone(), "/api/v1/households/{household}/residents", of_home, api::add),
        api(put, "/api/v1/residents/{resident}", of_resident, api::change_person),
        api(post.clone(), "/api/v1/residents/{resident}/leave", of_resident, api::leave),
        api(post.clone(), "/api/v1/residents/{resident}/move", of_resident, api::move_person),
        api(post.clone(), "/api/v1/residents/{resident}/return", of_resident, api::come_back),
        api(post.clone(), "/api/v1/residents/{resident}/take-back", of_resident, api::take_back),
        api(post.clone(), "/api/v1/residents/{resident}/phone", At(RevealPhone, RESIDENT), api::phone),
        api(post.clone(), "/api/v1/residents/{resident}/citizen-id", At(RevealCitizenId, RESIDENT), api::citizen_id),
        api(post, "/api/v1/find", Somewhere(ReadRegistry), api::find),
    ]
}
