//! The pages and the API of this slice. What a second person decides, and what is stored about somebody, is no business of
//! a program: neither has a route for one.

use axum::http::Method;
use hongwang_domain::Action::{ApproveErasure, HandleRights, ReadRetention, RecordConsent, ReleaseSubject};
use hongwang_registry::locate::RESIDENT;
use hongwang_web::Policy::{At, Somewhere};
use hongwang_web::Route;

use crate::locate::{CONSENT, REQUEST};
use crate::{api, pages};

pub(crate) fn routes() -> Vec<Route> {
    let page = |method, path, policy, handler| Route::page(method, path, policy, handler);
    let api = |method, path, policy, handler| Route::api(method, path, policy, handler);
    let (get, post) = (Method::GET, Method::POST);
    let (of_person, of_request) = (At(HandleRights, RESIDENT), At(HandleRights, REQUEST));
    let (released, consent) = (At(ReleaseSubject, REQUEST), At(RecordConsent, RESIDENT));
    vec![
        page(get.clone(), "/rights", Somewhere(HandleRights), pages::list::show),
        page(get.clone(), "/residents/{resident}/rights", of_person, pages::person::show),
        page(get.clone(), "/residents/{resident}/rights/new", of_person, pages::new::show),
        page(post.clone(), "/residents/{resident}/rights/new", of_person, pages::new::save),
        page(get.clone(), "/rights/{request}", of_request, pages::request::show),
        page(post.clone(), "/rights/{request}/close", of_request, pages::request::close),
        page(post.clone(), "/rights/{request}/release", released, pages::request::release),
        page(post.clone(), "/rights/{request}/refuse", released, pages::request::refuse),
        page(post.clone(), "/rights/{request}/erase", At(ApproveErasure, REQUEST), pages::request::erase),
        page(get.clone(), "/rights/{request}/page", released, pages::told::show),
        page(get.clone(), "/rights/{request}/page.json", released, pages::told::json),
        page(get.clone(), "/rights/{request}/certificate", of_request, pages::certificate::show),
        page(get.clone(), "/residents/{resident}/consents", consent, pages::consents::show),
        page(post.clone(), "/residents/{resident}/consents", consent, pages::consents::save),
        page(post.clone(), "/consents/{consent}/withdraw", At(RecordConsent, CONSENT), pages::consents::withdraw),
        page(get.clone(), "/retention", Somewhere(ReadRetention), pages::retention::show),
        api(get.clone(), "/api/v1/rights", Somewhere(HandleRights), api::list),
        api(post.clone(), "/api/v1/residents/{resident}/rights", of_person, api::record),
        api(get.clone(), "/api/v1/rights/{request}", of_request, api::show),
        api(post.clone(), "/api/v1/rights/{request}/close", of_request, api::close),
        api(get.clone(), "/api/v1/residents/{resident}/consents", consent, api::consents),
        api(post.clone(), "/api/v1/residents/{resident}/consents", consent, api::give),
        api(post, "/api/v1/consents/{consent}/withdraw", At(RecordConsent, CONSENT), api::withdraw),
        api(get, "/api/v1/retention", Somewhere(ReadRetention), api::retention),
    ]
}
